import { createFileRoute } from "@tanstack/react-router"
import { ContactsPage } from "../../../../features/contacts/ContactsPage.tsx"

const Contacts = () => {
  const { me } = Route.useRouteContext()
  return <ContactsPage clientId={Route.useParams().clientId} me={me} />
}

export const Route = createFileRoute("/_app/clients/$clientId/contacts")({ component: Contacts })
