import type { ClientId } from "@beep/kernel/ids"
import { rolesOf } from "@beep/kernel/Scope"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { EmptyState } from "@beep/ui/EmptyState"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { AtSign } from "lucide-react"
import { useState } from "react"
import { contacts as words } from "../../messages/contacts.ts"
import { SubPage } from "../client/SubPage.tsx"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { textLink } from "../../shell/textLink.ts"
import { ContactsForm } from "./ContactsForm.tsx"
import { contactsQuery } from "./queries.ts"

/** By which addresses mail of a client is filed, and the way to change them. */
export const ContactsPage = ({ clientId, me }: { readonly clientId: ClientId; readonly me: Me }) => {
  const query = useQuery(contactsQuery(clientId))
  const [opened, setOpened] = useState(0)
  const known = query.data?.addresses
  const mayChange = rolesOf("clients.manage").includes(me.role)
  const reload = () => void query.refetch().then(() => setOpened((times) => times + 1))
  return (
    <SubPage
      id="contacts-heading"
      title={words.title}
      sub={words.sub}
      back={
        <Link to="/clients/$clientId" params={{ clientId }} className={textLink}>
          {words.back}
        </Link>
      }
    >
      {known === undefined ? (
        query.isError ? (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading what={words.loading}>
            <Skeleton className="h-32 w-full max-w-120" />
          </Loading>
        )
      ) : mayChange ? (
        <ContactsForm key={opened} clientId={clientId} memberId={me.memberId} known={known} onReload={reload} />
      ) : known.length === 0 ? (
        <EmptyState title={words.none} text={words.noneText} icon={<AtSign strokeWidth={1.5} />} />
      ) : (
        <>
          <ul aria-label={words.title} className="grid gap-1 text-13">
            {known.map((address) => (
              <li key={address} className="break-all">
                {address}
              </li>
            ))}
          </ul>
          <p className="text-12 text-muted">{words.readOnly}</p>
        </>
      )}
    </SubPage>
  )
}
