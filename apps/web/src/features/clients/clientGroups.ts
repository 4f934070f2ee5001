import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"

export type ClientGroupKey = "reconnect" | "red" | "yellow" | "green" | "none" | "household"

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

/** Runs of rows under one heading, in the order the server gave; a heading comes back only if the order does. */
export const clientGroups = (items: ReadonlyArray<ClientListItem>): ReadonlyArray<ClientGroup> =>
  items.reduce<ReadonlyArray<ClientGroup>>((groups, item) => {
    const key = keyOf(item)
    const last = groups.at(-1)
    return last !== undefined && last.key === key
      ? [...groups.slice(0, -1), { key, items: [...last.items, item] }]
      : [...groups, { key, items: [item] }]
  }, [])
