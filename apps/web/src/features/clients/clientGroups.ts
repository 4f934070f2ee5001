import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import type { ClientSort } from "@beep/runway/contract/ClientsApi"

export type ClientGroupKey = "all" | "reconnect" | "red" | "yellow" | "green" | "none" | "household"

export interface ClientGroup {
  readonly key: ClientGroupKey
  readonly items: ReadonlyArray<ClientListItem>
}

const keyOf = (item: ClientListItem): ClientGroupKey => {
  if (item.kind === "household") return "household"
  const band = item.runway?.band ?? "neutral"
  if (band !== "neutral") return band
  return item.connection === "needs_reconnect" ? "reconnect" : "none"
}

/** Runs of rows under one heading, in the order the server gave; another order than by runway has no runs, and one heading. */
export const clientGroups = (items: ReadonlyArray<ClientListItem>, sort: ClientSort = "runway"): ReadonlyArray<ClientGroup> =>
  sort !== "runway"
    ? [{ key: "all", items }]
    : items.reduce<ReadonlyArray<ClientGroup>>((groups, item) => {
        const key = keyOf(item)
        const last = groups.at(-1)
        return last !== undefined && last.key === key
          ? [...groups.slice(0, -1), { key, items: [...last.items, item] }]
          : [...groups, { key, items: [item] }]
      }, [])
