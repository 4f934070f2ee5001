import type { ClientCounts } from "@beep/runway/contract/clients/ClientListItem"
import { bandName } from "@beep/runway/contract/messages"
import { BandLabel } from "@beep/ui/BandLabel"
import { Pill } from "@beep/ui/Pill"
import { SearchField } from "@beep/ui/SearchField"
import { useNavigate } from "@tanstack/react-router"
import { Effect } from "effect"
import { useEffect, useRef, useState } from "react"
import { clients } from "../../messages/clients.ts"
import { useShortcut } from "../../shell/shortcuts.ts"
import type { ClientsSearch } from "./ClientsSearch.ts"

interface FilterProps {
  readonly search: ClientsSearch
  readonly counts: ClientCounts | undefined
}

const Search = ({ search }: Pick<FilterProps, "search">) => {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(search.q ?? "")
  const typed = text.trim()
  useEffect(() => {
    if (typed === (search.q ?? "")) return undefined
    const { q: _, ...rest } = search
    const settle = Effect.andThen(
      Effect.sleep("150 millis"),
      Effect.sync(() => void navigate({ to: "/clients", search: typed === "" ? rest : { ...rest, q: typed }, replace: true }))
    )
    const fiber = Effect.runFork(settle)
    return () => fiber.interruptUnsafe()
  }, [typed, search, navigate])
  useShortcut("/", () => input.current?.focus())
  return (
    <SearchField
      ref={input}
      label={clients.search}
      placeholder={clients.searchPlaceholder}
      shortcut="/"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => (event.key === "Escape" ? setText("") : undefined)}
      className="w-52 max-sm:w-full"
    />
  )
}

export const ClientFilters = ({ search, counts }: FilterProps) => {
  const navigate = useNavigate()
  const { band, attention, connection } = search
  const q = search.q === undefined ? {} : { q: search.q }
  const to = (filter: ClientsSearch) => void navigate({ to: "/clients", search: { ...q, ...filter } })
  return (
    <div role="group" aria-label={clients.filters} className="flex flex-wrap items-center gap-2 px-6 pb-2 max-sm:px-4">
      <Search search={search} />
      {counts === undefined ? null : (
        <div className="flex gap-1 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] sm:flex-wrap">
          <Pill
            pressed={band === undefined && attention === undefined && connection === undefined}
            count={counts.total}
            onClick={() => to({})}
          >
            {clients.all}
          </Pill>
          <Pill pressed={attention === "true"} count={counts.needsAttention} onClick={() => to({ attention: "true" })}>
            {clients.attention}
          </Pill>
          <Pill pressed={connection === "needs_reconnect"} onClick={() => to({ connection: "needs_reconnect" })}>
            {clients.reconnect}
          </Pill>
          <Pill pressed={band === "red"} count={counts.red} onClick={() => to({ band: "red" })}>
            <BandLabel band="red" word={bandName.red} />
          </Pill>
          <Pill pressed={band === "yellow"} count={counts.yellow} onClick={() => to({ band: "yellow" })}>
            <BandLabel band="yellow" word={bandName.yellow} />
          </Pill>
          <Pill pressed={band === "green"} count={counts.green} onClick={() => to({ band: "green" })}>
            <BandLabel band="green" word={bandName.green} />
          </Pill>
          <Pill pressed={band === "neutral"} count={counts.other} onClick={() => to({ band: "neutral" })}>
            <BandLabel band="neutral" word={clients.other} />
          </Pill>
        </div>
      )}
    </div>
  )
}
