import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { Check, TriangleAlert } from "lucide-react"
import { google as words } from "../../messages/google.ts"
import { Failed } from "../../shell/Failed.tsx"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { Section } from "../settings/Section.tsx"
import { AccountCard } from "./AccountCard.tsx"
import { ActiveAccount } from "./ActiveAccount.tsx"
import type { GoogleSearch } from "./GoogleSearch.ts"
import { NewHousehold } from "./NewHousehold.tsx"
import { accountsQuery } from "./queries.ts"
import { UnfiledMail } from "./UnfiledMail.tsx"
import { useLink } from "./useLink.ts"

/** How the way to Google ended, for somebody who has just come back from there. */
const Came = ({ came }: { readonly came: GoogleSearch }) => {
  if (came.relink === "failed")
    return (
      <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
        {came.reason === undefined ? words.relinkFailed : words.failures[came.reason]}
      </Notice>
    )
  return came.linked === undefined ? null : (
    <Notice role="status" icon={<Check strokeWidth={1.5} />}>
      {words.linkedNow}
    </Notice>
  )
}

const Accounts = ({ mayManage }: { readonly mayManage: boolean }) => {
  const query = useQuery(accountsQuery)
  const data = query.data
  const link = useLink(data?.requiredScopes ?? [])
  if (data === undefined)
    return query.isError ? (
      <Failed error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Loading what={words.loading}>
        <Skeleton className="h-4 w-64" />
        <Skeleton className="h-8 w-40" />
      </Loading>
    )
  const busy = link.isPending || link.isSuccess
  return (
    <>
      {query.isError ? <FailureNotice error={query.error} /> : null}
      {data.accounts.length === 0 ? (
        <div>
          <p className="font-medium">{words.none}</p>
          <p className="text-muted">{words.noneText}</p>
        </div>
      ) : (
        <>
          <ActiveAccount accounts={data} mayManage={mayManage} />
          <ul aria-label={words.accounts} className="w-full">
            {data.accounts.map((account) => (
              <AccountCard
                key={account.providerAccountId}
                account={account}
                requiredScopes={data.requiredScopes}
                mayManage={mayManage}
              />
            ))}
          </ul>
        </>
      )}
      {link.isError ? <FailureNotice error={link.error} /> : null}
      <Button unavailable={busy} onClick={() => (busy ? undefined : link.mutate(null))}>
        {busy ? words.leaving : words.link}
      </Button>
    </>
  )
}

/** Google accounts and their mail: linked, read, and filed. */
export const GooglePage = ({ me, came }: { readonly me: Me; readonly came: GoogleSearch }) => (
  <>
    <Section title={words.title} text={words.sub}>
      <Came came={came} />
      <Accounts mayManage={me.role === "owner"} />
    </Section>
    <Section title={words.unfiled} text={words.unfiledSub}>
      <UnfiledMail memberId={me.memberId} />
    </Section>
    <Section title={words.household} text={words.householdSub}>
      <NewHousehold timezone={me.organization.timezone} />
    </Section>
  </>
)
