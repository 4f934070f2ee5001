import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import type { ClientId } from "@beep/kernel/ids"

type Place = Pick<ClientListItem, "clientId" | "name">

export interface Neighbours {
  /** Counted from one, in the order of the list. */
  readonly position: number
  readonly previous: Place | undefined
  readonly next: Place | undefined
}

/** Who stands before and after a client in the list; nothing for one that is not (yet) in it. */
export const neighboursOf = (items: ReadonlyArray<Place>, clientId: ClientId): Neighbours | undefined => {
  const at = items.findIndex((item) => item.clientId === clientId)
  return at < 0 ? undefined : { position: at + 1, previous: items[at - 1], next: items[at + 1] }
}
