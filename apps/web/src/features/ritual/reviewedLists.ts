import type { ClientId } from "@beep/kernel/ids"
import type { Reviewed } from "@beep/runway/contract/clients/ClientListItem"
import type { ClientList } from "@beep/runway/contract/ClientsApi"

/** One page of the list after a client was marked reviewed, or not any more: the row and the count of all. */
export const reviewedPage = (
  page: ClientList,
  clientId: ClientId,
  reviewed: Reviewed | null,
  wasReviewed: boolean
): ClientList => ({
  ...page,
  counts: {
    ...page.counts,
    reviewed: page.counts.reviewed + Number(reviewed !== null) - Number(wasReviewed)
  },
  items: page.items.map((item) => (item.clientId === clientId ? { ...item, reviewed } : item))
})
