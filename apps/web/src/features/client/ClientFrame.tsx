import type { ClientId } from "@beep/kernel/ids"
import { rolesOf } from "@beep/kernel/Scope"
import type { ClientDetail } from "@beep/runway/contract/ClientsApi"
import { connectionName } from "@beep/runway/contract/messages"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Breadcrumb } from "@beep/ui/Breadcrumb"
import { Mark } from "@beep/ui/Mark"
import { Tab, TabNav } from "@beep/ui/TabNav"
import { useSuspenseQuery } from "@tanstack/react-query"
import { Link, useLocation, useNavigate } from "@tanstack/react-router"
import { Check, Mail, RefreshCw, TriangleAlert, Unplug } from "lucide-react"
import type { ReactNode } from "react"
import { app } from "../../messages/app.ts"
import { audit } from "../../messages/audit.ts"
import { cash } from "../../messages/cash.ts"
import { client as words, clients } from "../../messages/clients.ts"
import { contacts } from "../../messages/contacts.ts"
import { evidence } from "../../messages/evidence.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { AroundContext } from "../../shell/Around.ts"
import { Footer } from "../../shell/Footer.tsx"
import { hygiene } from "../../messages/hygiene.ts"
import { ListModeSwitch } from "../../shell/ListModeSwitch.tsx"
import { PageTitle } from "../../shell/PageTitle.tsx"
import { useCommand } from "../../shell/shortcuts.ts"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { clientQuery } from "../clients/queries.ts"
import { ReviewButton } from "../ritual/ReviewButton.tsx"
import { SessionSummary } from "../ritual/SessionSummary.tsx"
import { useMarks } from "../ritual/useMarks.ts"
import { ClientSteps } from "./ClientSteps.tsx"

const ConnectionMark = ({ detail }: { readonly detail: ClientDetail }) => {
  const now = useNow()
  if (detail.kind === "household") return <Mark icon={<Mail strokeWidth={1.5} />}>{clients.household}</Mark>
  const connection = detail.item?.connection ?? "disconnected"
  const syncedAt = detail.item?.lastSyncedAt ?? null
  if (connection === "needs_reconnect")
    return (
      <Mark tone="bad" icon={<TriangleAlert strokeWidth={1.5} />}>
        {connectionName[connection]}
      </Mark>
    )
  if (connection === "syncing") return <Mark icon={<RefreshCw strokeWidth={1.5} />}>{connectionName[connection]}</Mark>
  if (connection === "disconnected" || syncedAt === null)
    return <Mark icon={<Unplug strokeWidth={1.5} />}>{connectionName[connection]}</Mark>
  return (
    <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
      <span title={exactInstant(syncedAt, detail.timezone)}>
        {connectionName[connection]}, {words.synced(age(syncedAt, now)).toLowerCase()}
      </span>
    </Mark>
  )
}

const titles: Readonly<Record<string, (client: string) => string>> = {
  evidence: evidence.title,
  audit: audit.title,
  cash: cash.pageTitle,
  hygiene: hygiene.title,
  knowledge: knowledge.title,
  contacts: contacts.page
}

const current = { "aria-current": "page" } as const

/** One client is one place: its name, how it is connected, and the tabs that exist for its kind. */
export const ClientFrame = ({
  clientId,
  me,
  children
}: {
  readonly clientId: ClientId
  readonly me: Me
  readonly children: ReactNode
}) => {
  const { data: detail } = useSuspenseQuery(clientQuery(clientId))
  const params = { clientId }
  const tab = useLocation({ select: ({ pathname }) => pathname.split("/").at(-1) })
  const navigate = useNavigate()
  useMarks(clientId, tab)
  const isBusiness = detail.kind === "business"
  useCommand("toDigest", () => void navigate({ to: "/clients/$clientId/digest", params }), isBusiness)
  useCommand("toHygiene", () => void navigate({ to: "/clients/$clientId/hygiene", params }), isBusiness)
  const title = titles[tab ?? ""] ?? words.digestTitle
  return (
    <>
      <PageTitle page={title(detail.name)} />
      <header className="flex min-h-13 flex-wrap items-center gap-x-3 px-6 py-2 max-sm:px-4">
        <Breadcrumb label={app.breadcrumb} parent={<Link to="/clients">{app.rooms.clients}</Link>} title={detail.name} />
        <span className="text-12">
          <ConnectionMark detail={detail} />
        </span>
        <span className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:ml-0">
          {tab === "evidence" || tab === "cash" || tab === "contacts" ? null : <ListModeSwitch />}
          <SessionSummary detail={detail} />
          {me.capabilities.includes("hygiene.write") ? <ReviewButton key={clientId} detail={detail} /> : null}
          <ClientSteps clientId={clientId} me={me} tab={tab} />
        </span>
      </header>
      <TabNav label={detail.name}>
        {isBusiness ? (
          <Tab>
            <Link to="/clients/$clientId/digest" params={params} activeProps={current} aria-keyshortcuts="d">
              {words.tabs.digest}
            </Link>
          </Tab>
        ) : null}
        {isBusiness ? (
          <Tab>
            <Link to="/clients/$clientId/hygiene" params={params} activeProps={current} aria-keyshortcuts="h">
              {hygiene.tab}
            </Link>
          </Tab>
        ) : null}
        {detail.kind === "household" ? (
          <Tab>
            <Link to="/knowledge" search={{ client: clientId }} activeOptions={{ includeSearch: false }} activeProps={current}>
              {knowledge.tab}
            </Link>
          </Tab>
        ) : null}
        <Tab>
          <Link to="/clients/$clientId/evidence" params={params} activeProps={current}>
            {evidence.tab}
          </Link>
        </Tab>
        {rolesOf("audit.read").includes(me.role) ? (
          <Tab>
            <Link to="/clients/$clientId/audit" params={params} activeProps={current}>
              {audit.tab}
            </Link>
          </Tab>
        ) : null}
      </TabNav>
      <AroundContext value="page">{children}</AroundContext>
      <Footer of={detail.kind === "household" || tab === "evidence" ? "mail" : "books"} />
    </>
  )
}
