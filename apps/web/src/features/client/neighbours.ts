import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import type { ClientId } from "@beep/kernel/ids"

type Place = Pick<ClientListItem, "clientId" | "name">

export interface Neighbours {
  /** Counted from one, in the order of the list. */
  readonly position: number
  readonly previous: Place | undefined
  readonly next: Place | undefined
}

/**
 * Who stands before and after a client in the list. A client that left the view while it was open (marked reviewed
 * in a view of the open ones) keeps the place it had: `lastPosition`, from one. Nothing for one that never was in it.
 */
export const neighboursOf = (items: ReadonlyArray<Place>, clientId: ClientId, lastPosition?: number): Neighbours | undefined => {
  const at = items.findIndex((item) => item.clientId === clientId)
  if (at >= 0) return { position: at + 1, previous: items[at - 1], next: items[at + 1] }
  return lastPosition === undefined
    ? undefined
    : { position: lastPosition, previous: items[lastPosition - 2], next: items[lastPosition - 1] }
}
