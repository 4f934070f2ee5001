import type { LinkedIdentity, OidcRefusal } from "@beep/tenancy/contract/Oidc"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { Skeleton } from "@beep/ui/Skeleton"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { TriangleAlert } from "lucide-react"
import { callApi } from "../../api/callApi.ts"
import { linked as words } from "../../messages/linked.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant } from "../../shell/times.ts"
import { methodsQuery } from "../session/methods.ts"
import { Section } from "../settings/Section.tsx"
import { identitiesQuery } from "./queries.ts"

const Line = ({ identity, zone }: { readonly identity: LinkedIdentity; readonly zone: string }) => {
  const queries = useQueryClient()
  const unlink = useMutation({
    mutationFn: () => callApi((client) => client.account.unlinkIdentity({ params: { identityId: identity.identityId } })),
    onSuccess: async () => {
      toast(words.unlinked)
      await queries.invalidateQueries(identitiesQuery)
    }
  })
  return (
    <li className="grid gap-2 border-t border-line py-2.5 first:border-t-0">
      <div className="flex items-center gap-3">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <p className="truncate font-medium">{identity.issuer}</p>
          <p className="text-12 text-muted">{words.since(exactInstant(identity.linkedAt, zone))}</p>
        </div>
        <Button
          size="small"
          aria-label={words.unlinkNamed(identity.issuer)}
          unavailable={unlink.isPending}
          onClick={() => (unlink.isPending ? undefined : unlink.mutate())}
        >
          {words.unlink}
        </Button>
      </div>
      {unlink.isError ? <FailureNotice error={unlink.error} /> : null}
    </li>
  )
}

/** How the way to the issuer ended, for somebody who has just come back from there. */
export type CameBack = OidcRefusal | "linked" | undefined

/** Accounts elsewhere that open this one; absent where nothing is linked and nothing can be. */
export const LinkedSection = ({ zone, came }: { readonly zone: string; readonly came: CameBack }) => {
  const methods = useQuery(methodsQuery)
  const list = useQuery(identitiesQuery)
  const link = useMutation({
    mutationFn: () => callApi((client) => client.account.linkIdentity()),
    onSuccess: ({ address }) => location.assign(address)
  })
  const issuer = methods.data?.issuer?.name ?? null
  const identities = list.data?.identities ?? []
  if (list.isSuccess && methods.isSuccess && issuer === null && identities.length === 0) return null
  const busy = link.isPending || link.isSuccess
  return (
    <Section title={words.heading} text={words.text}>
      {came === undefined ? null : came === "linked" ? (
        <p role="status">{words.linkedNow}</p>
      ) : (
        <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
          {words.refused[came]}
        </Notice>
      )}
      {list.isPending ? (
        <Loading what={words.loading}>
          <Skeleton className="h-4 w-56" />
        </Loading>
      ) : list.data === undefined ? (
        <FailureNotice error={list.error} />
      ) : identities.length === 0 ? (
        <p className="text-muted">{words.none}</p>
      ) : (
        <ul aria-label={words.heading} className="w-full">
          {identities.map((identity) => (
            <Line key={identity.identityId} identity={identity} zone={zone} />
          ))}
        </ul>
      )}
      {link.isError ? <FailureNotice error={link.error} /> : null}
      {issuer === null ? null : (
        <Button unavailable={busy} onClick={() => (busy ? undefined : link.mutate())}>
          {busy ? words.leaving : words.link(issuer)}
        </Button>
      )}
    </Section>
  )
}
