import { ClientId } from "@beep/kernel/ids"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Command } from "cmdk"
import { Option, Schema } from "effect"
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useSyncExternalStore } from "react"
import { clientsQuery } from "../../features/clients/queries.ts"
import { savedViewsQuery } from "../../features/clients/viewQueries.ts"
import { pagesFor } from "../../features/settings/pages.ts"
import { app, keys, palette } from "../../messages/app.ts"
import { settings } from "../../messages/settings.ts"
import { commandIds, commandOf } from "../commands.ts"
import { KeyCaps } from "../KeyCaps.tsx"
import { boundCommands } from "../shortcuts.ts"
import type { Asked } from "./Asked.ts"
import { matches } from "./paletteEntries.ts"
import { paletteFieldClass } from "./paletteField.ts"

const decodeId = Schema.decodeUnknownOption(ClientId)
/** Before anything is typed, actions and pages have to be in sight too. */
const shownClients = { typed: 12, untouched: 5 }

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"

const Entry = ({
  id,
  onSelect,
  children
}: {
  readonly id: string
  readonly onSelect: () => void
  readonly children: ReactNode
}) => (
  <Command.Item
    value={id}
    onSelect={onSelect}
    className="flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 text-13 aria-selected:bg-brand-tint aria-selected:text-brand-text"
  >
    {children}
  </Command.Item>
)

export interface PaletteProps {
  readonly me: Me
  readonly asked: Asked
  readonly onAsk: (asked: Asked) => void
  readonly onDone: () => void
}

/**
 * Clients by name or id, pages and actions that this member has on this page. Enter on letters whose clients
 * are not there yet is kept and acts on their answer: what was found for the letters before is never opened by it.
 */
export const Palette = ({ asked, me, onAsk, onDone }: PaletteProps) => {
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const walked = useRef(false)
  const text = asked.text.trim()
  const found = useInfiniteQuery(clientsQuery(me.memberId, text === "" ? {} : { query: text }))
  const views = useQuery(savedViewsQuery(me.memberId))
  const bound = useSyncExternalStore(boundCommands.subscribe, boundCommands.read)
  // Before the browser can hand over another key: none is lost between the two fields.
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [])
  const unanswered = found.isPending || found.isPlaceholderData
  const takeFirst = useEffectEvent(() => {
    onAsk({ ...asked, entered: false })
    list.current?.querySelector<HTMLElement>("[cmdk-item]")?.click()
  })
  const due = asked.entered && !unanswered
  useEffect(() => {
    if (due) takeFirst()
  }, [due])

  const then = (act: () => void) => () => {
    onDone()
    act()
  }
  const byId = Option.getOrUndefined(decodeId(text))
  // What was found for the letters before stays until the answer is there: only what fits these ones is offered.
  const fitting = (found.data?.pages[0]?.items ?? []).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
  const items = fitting.slice(0, text === "" ? shownClients.untouched : shownClients.typed)
  const rooms = [
    { key: "clients", name: app.rooms.clients, go: () => void navigate({ to: "/clients" }) },
    { key: "knowledge", name: app.rooms.knowledge, go: () => void navigate({ to: "/knowledge" }) },
    { key: "settings", name: app.rooms.settings, go: () => void navigate({ to: "/settings" }) },
    ...pagesFor(me).map(({ page, to }) => ({
      key: `settings-${page}`,
      name: palette.settingsPage(settings.pages[page]),
      go: () => void navigate({ to })
    })),
    ...(views.data ?? []).map((view) => ({
      key: `view-${view.viewId}`,
      name: palette.view(view.name),
      go: () => void navigate({ to: "/clients", search: view.search })
    }))
  ].filter(({ name }) => matches(name, text))
  const actions = commandIds.filter(
    (id) => id !== "palette" && bound.has(id) && commandOf(id).row !== true && matches(keys.does[id], text)
  )
  return (
    <Command
      label={palette.title}
      shouldFilter={false}
      loop
      onKeyDown={(event) => {
        if (event.key.startsWith("Arrow")) walked.current = true
        // An entry that was walked to is meant as it stands.
        if (event.key !== "Enter" || event.nativeEvent.isComposing || walked.current || !unanswered) return
        event.preventDefault()
        onAsk({ ...asked, entered: text !== "" })
      }}
    >
      <Command.Input
        ref={field}
        data-autofocus=""
        value={asked.text}
        onValueChange={(typed) => {
          walked.current = false
          onAsk({ text: typed, entered: false })
        }}
        placeholder={palette.placeholder}
        aria-label={palette.placeholder}
        className={paletteFieldClass}
      />
      <Command.List ref={list} className="max-h-[50dvh] min-h-40 overflow-y-auto pt-1" label={palette.results}>
        <Command.Empty className="px-2 py-3 text-13 text-muted">{unanswered ? palette.looking : palette.nothing}</Command.Empty>
        {items.length === 0 && byId === undefined ? null : (
          <Command.Group heading={app.rooms.clients} className={groupClass}>
            {byId === undefined ? null : (
              <Entry
                id={`id-${byId}`}
                onSelect={then(() => void navigate({ to: "/clients/$clientId", params: { clientId: byId } }))}
              >
                {palette.byId(byId)}
              </Entry>
            )}
            {items.map(({ clientId, name }) => (
              <Entry
                key={clientId}
                id={`client-${clientId}`}
                onSelect={then(() => void navigate({ to: "/clients/$clientId", params: { clientId } }))}
              >
                <span className="truncate">{name}</span>
              </Entry>
            ))}
          </Command.Group>
        )}
        {actions.length === 0 ? null : (
          <Command.Group heading={palette.actions} className={groupClass}>
            {actions.map((id) => (
              <Entry key={id} id={`do-${id}`} onSelect={then(() => bound.get(id)?.())}>
                <span className="truncate">{keys.does[id]}</span>
                <span className="ml-auto flex gap-0.5" aria-hidden="true">
                  <KeyCaps id={id} />
                </span>
              </Entry>
            ))}
          </Command.Group>
        )}
        {rooms.length === 0 ? null : (
          <Command.Group heading={palette.pages} className={groupClass}>
            {rooms.map(({ go, key, name }) => (
              <Entry key={key} id={key} onSelect={then(go)}>
                {name}
              </Entry>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  )
}
