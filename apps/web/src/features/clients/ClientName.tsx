import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import { Link } from "@tanstack/react-router"

/** The one target of a row: its link. Arrow keys walk from one to the next. */
export const ClientName = ({ item }: { readonly item: ClientListItem }) => (
  <Link
    to={item.kind === "business" ? "/clients/$clientId/digest" : "/clients/$clientId/evidence"}
    params={{ clientId: item.clientId }}
    data-client-link=""
    data-client-id={item.clientId}
    data-client-kind={item.kind}
    className="block min-h-6 truncate rounded-chip leading-6 font-medium hover:underline hover:underline-offset-3"
  >
    {item.name}
  </Link>
)
