import type { ClientCounts } from "@beep/runway/contract/clients/ClientListItem"
import { ConnectionState } from "@beep/runway/contract/clients/ConnectionState"
import { type ClientListView, ClientSort, WeekFilter } from "@beep/runway/contract/ClientsApi"
import { bandName, connectionName } from "@beep/runway/contract/messages"
import { MemberId } from "@beep/kernel/ids"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { BandLabel } from "@beep/ui/BandLabel"
import { Button } from "@beep/ui/Button"
import { Pill } from "@beep/ui/Pill"
import { SearchField } from "@beep/ui/SearchField"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Effect, Option, Schema } from "effect"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { clients } from "../../messages/clients.ts"
import { useCommand } from "../../shell/shortcuts.ts"
import { membersQuery } from "../members/queries.ts"
import { changed, isFiltered } from "./ClientsSearch.ts"
import { ToolbarSelect } from "./ToolbarSelect.tsx"

interface FilterProps {
  readonly me: Me
  readonly view: ClientListView
  readonly counts: ClientCounts | undefined
  /** What else belongs to the view, at the end. */
  readonly children: ReactNode
}

const decodeMember = Schema.decodeUnknownOption(MemberId)

const Search = ({ view }: Pick<FilterProps, "view">) => {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(view.query ?? "")
  const [shown, setShown] = useState(view.query ?? "")
  const typed = text.trim()
  // The address changed by something else than typing: a saved view, "Clear filters", back.
  if ((view.query ?? "") !== shown) {
    setShown(view.query ?? "")
    if ((view.query ?? "") !== typed) setText(view.query ?? "")
  }
  useEffect(() => {
    if (typed === (view.query ?? "")) return undefined
    const settle = Effect.andThen(
      Effect.sleep("150 millis"),
      Effect.sync(() => void navigate({ to: "/clients", search: changed(view, { query: typed }), replace: true }))
    )
    const fiber = Effect.runFork(settle)
    return () => fiber.interruptUnsafe()
  }, [typed, view, navigate])
  useCommand("search", () => input.current?.focus())
  return (
    <SearchField
      ref={input}
      label={clients.search}
      placeholder={clients.searchPlaceholder}
      shortcut="/"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => (event.key === "Escape" ? setText("") : undefined)}
      className="w-52 max-sm:w-full"
    />
  )
}

/** Only who manages members knows them all; another one is assigned what he sees. */
const Assigned = ({
  view,
  onChange
}: {
  readonly view: ClientListView
  readonly onChange: (id: MemberId | undefined) => void
}) => {
  const members = useQuery({ ...membersQuery, staleTime: 300_000 })
  return (
    <ToolbarSelect
      label={clients.assigned}
      any={clients.anybody}
      value={view.assignedTo ?? ""}
      options={(members.data ?? []).map(({ memberId, name }) => ({ value: memberId, name }))}
      onChange={(value) => onChange(Option.getOrUndefined(decodeMember(value)))}
    />
  )
}

export const ClientFilters = ({ me, view, counts, children }: FilterProps) => {
  const navigate = useNavigate()
  const to = (next: ClientListView) => void navigate({ to: "/clients", search: next })
  const set = (change: Parameters<typeof changed>[1]) => to(changed(view, change))
  const { band, attention, connection } = view
  const pill = (change: Pick<ClientListView, "band" | "attention">) => set({ band: undefined, attention: undefined, ...change })
  return (
    <div role="group" aria-label={clients.filters} className="flex flex-wrap items-center gap-2 px-6 pb-2 max-sm:px-4">
      <Search view={view} />
      {counts === undefined ? null : (
        <div className="flex gap-1 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] sm:flex-wrap">
          <Pill pressed={band === undefined && attention === undefined} count={counts.total} onClick={() => pill({})}>
            {clients.all}
          </Pill>
          <Pill pressed={attention === "true"} count={counts.needsAttention} onClick={() => pill({ attention: "true" })}>
            {clients.attention}
          </Pill>
          <Pill pressed={band === "red"} count={counts.red} onClick={() => pill({ band: "red" })}>
            <BandLabel band="red" word={bandName.red} />
          </Pill>
          <Pill pressed={band === "yellow"} count={counts.yellow} onClick={() => pill({ band: "yellow" })}>
            <BandLabel band="yellow" word={bandName.yellow} />
          </Pill>
          <Pill pressed={band === "green"} count={counts.green} onClick={() => pill({ band: "green" })}>
            <BandLabel band="green" word={bandName.green} />
          </Pill>
          <Pill pressed={band === "neutral"} count={counts.other} onClick={() => pill({ band: "neutral" })}>
            <BandLabel band="neutral" word={clients.other} />
          </Pill>
        </div>
      )}
      <div className="flex w-full items-center gap-2 max-sm:-mx-4 max-sm:w-screen max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] sm:flex-wrap">
        <ToolbarSelect
          label={clients.connection}
          any={clients.anyConnection}
          value={connection ?? ""}
          options={ConnectionState.literals.map((value) => ({ value, name: connectionName[value] }))}
          onChange={(value) => set({ connection: ConnectionState.literals.find((one) => one === value) })}
        />
        <ToolbarSelect
          label={clients.week}
          any={clients.anyWeek}
          value={view.week ?? ""}
          options={WeekFilter.literals.map((value) => ({ value, name: clients.weekFilter[value] }))}
          onChange={(value) => set({ week: WeekFilter.literals.find((one) => one === value) })}
        />
        {me.capabilities.includes("members.manage") ? (
          <Assigned view={view} onChange={(assignedTo) => set({ assignedTo })} />
        ) : null}
        <ToolbarSelect
          label={clients.sort}
          value={view.sort ?? "runway"}
          options={ClientSort.literals.map((value) => ({ value, name: clients.sorts[value] }))}
          onChange={(value) => {
            const sort = ClientSort.literals.find((one) => one === value)
            set({ sort: sort === "runway" ? undefined : sort })
          }}
        />
        {isFiltered(view) ? (
          <Button variant="quiet" onClick={() => to(view.sort === undefined ? {} : { sort: view.sort })}>
            {clients.clear}
          </Button>
        ) : null}
        <span className="ml-auto flex shrink-0 items-center gap-3">{children}</span>
      </div>
    </div>
  )
}
