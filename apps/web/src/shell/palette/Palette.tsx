import { ClientId } from "@beep/kernel/ids"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Command } from "cmdk"
import { Option, Schema } from "effect"
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react"
import { clientsQuery } from "../../features/clients/queries.ts"
import { savedViewsQuery } from "../../features/clients/viewQueries.ts"
import { pagesFor } from "../../features/settings/pages.ts"
import { app, keys, palette } from "../../messages/app.ts"
import { settings } from "../../messages/settings.ts"
import { commandIds, commandOf } from "../commands.ts"
import { KeyCaps } from "../KeyCaps.tsx"
import { boundCommands } from "../shortcuts.ts"
import { matches } from "./paletteEntries.ts"

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

/** Clients by name or id, pages and actions that this member has on this page. */
export const Palette = ({ me, onDone }: { readonly me: Me; readonly onDone: () => void }) => {
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState("")
  const text = typed.trim()
  const found = useInfiniteQuery(clientsQuery(me.memberId, text === "" ? {} : { query: text }))
  const views = useQuery(savedViewsQuery(me.memberId))
  const bound = useSyncExternalStore(boundCommands.subscribe, boundCommands.read)
  useEffect(() => field.current?.focus(), [])

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
    <Command label={palette.title} shouldFilter={false} loop>
      <Command.Input
        ref={field}
        data-autofocus=""
        value={typed}
        onValueChange={setTyped}
        placeholder={palette.placeholder}
        aria-label={palette.placeholder}
        className="h-9 w-full rounded-control border border-line-control bg-surface px-3 text-14"
      />
      <Command.List className="max-h-[50dvh] min-h-40 overflow-y-auto pt-1" label={palette.results}>
        <Command.Empty className="px-2 py-3 text-13 text-muted">
          {found.isFetching ? palette.looking : palette.nothing}
        </Command.Empty>
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
