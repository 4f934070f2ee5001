import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"

/** Where a client opens: a business with its digest, a household with what is known of it. */
export const homeOf = ({ clientId, kind }: Pick<ClientListItem, "clientId" | "kind">) =>
  kind === "business"
    ? ({ to: "/clients/$clientId/digest", params: { clientId } } as const)
    : ({ to: "/knowledge", search: { client: clientId } } as const)
