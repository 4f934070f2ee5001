import type { ClientId } from "@beep/kernel/ids"
import { SearchField } from "@beep/ui/SearchField"
import { Skeleton } from "@beep/ui/Skeleton"
import { useState } from "react"
import { clientPicker as words } from "../../messages/members.ts"
import { Loading } from "../../shell/Loading.tsx"
import type { NamedClient } from "./queries.ts"

/** Any number of clients, found by a part of the name; what is chosen stays chosen while the search changes. */
export const ClientPicker = ({
  label,
  text,
  clients,
  chosen,
  onChoose
}: {
  readonly label: string
  readonly text: string
  /** Undefined while they are read. */
  readonly clients: ReadonlyArray<NamedClient> | undefined
  readonly chosen: ReadonlySet<ClientId>
  readonly onChoose: (chosen: ReadonlySet<ClientId>) => void
}) => {
  const [search, setSearch] = useState("")
  const shown = (clients ?? []).filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  const toggle = (clientId: ClientId) =>
    onChoose(chosen.has(clientId) ? new Set([...chosen].filter((one) => one !== clientId)) : new Set([...chosen, clientId]))
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="text-13 font-medium text-fg-2">{label}</legend>
      <p className="text-12 text-muted">{text}</p>
      <div className="rounded-control border border-line-control">
        <div className="flex items-center gap-3 border-b border-line p-2">
          <SearchField
            label={words.search}
            placeholder={words.search}
            className="min-w-0 flex-1"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <span role="status" className="text-12 text-muted tabular-nums">
            {words.chosen(chosen.size)}
          </span>
        </div>
        {clients === undefined ? (
          <Loading what={words.loading}>
            <div className="grid gap-3 p-3">
              <Skeleton className="h-4 w-48" />
              <Skeleton className="h-4 w-40" />
            </div>
          </Loading>
        ) : shown.length === 0 ? (
          <p className="p-3 text-13 text-muted">{clients.length === 0 ? words.noClients : words.none}</p>
        ) : (
          <ul className="max-h-56 overflow-y-auto py-1 text-13" tabIndex={-1}>
            {shown.map(({ clientId, name }) => (
              <li key={clientId}>
                <label className="flex min-h-8 cursor-pointer items-center gap-2 px-3 hover:bg-hover">
                  <input
                    type="checkbox"
                    className="size-4 shrink-0 accent-brand"
                    checked={chosen.has(clientId)}
                    onChange={() => toggle(clientId)}
                  />
                  <span className="min-w-0 truncate">{name}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </div>
    </fieldset>
  )
}
