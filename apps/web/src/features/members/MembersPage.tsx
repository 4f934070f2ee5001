import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Skeleton } from "@beep/ui/Skeleton"
import { Switch } from "@beep/ui/Switch"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { invitations as invitationWords, members as words } from "../../messages/members.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { InvitationRow } from "./InvitationRow.tsx"
import { MemberList } from "./MemberList.tsx"
import { invitationsQuery, membersQuery } from "./queries.ts"

const ListSkeleton = ({ what }: { readonly what: string }) => (
  <Loading what={what}>
    <div className="grid gap-4 border-t border-line px-6 py-4 max-sm:px-4">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-4 w-full" />
      ))}
    </div>
  </Loading>
)

const Invitations = ({ zone }: { readonly zone: string }) => {
  const list = useQuery(invitationsQuery)
  if (list.isPending) return <ListSkeleton what={invitationWords.loading} />
  if (list.data === undefined) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  const open = list.data.invitations.filter(({ state }) => state === "open" || state === "ended")
  if (open.length === 0)
    return <p className="border-t border-line px-6 py-4 text-13 text-muted max-sm:px-4">{invitationWords.empty}</p>
  return (
    <ul aria-label={invitationWords.heading}>
      {open.map((invitation) => (
        <InvitationRow key={invitation.id} invitation={invitation} zone={zone} />
      ))}
    </ul>
  )
}

export const MembersPage = ({ me }: { readonly me: Me }) => {
  const list = useQuery(membersQuery)
  const [removed, setRemoved] = useState(false)
  const all = list.data ?? []
  const shown = removed ? all : all.filter(({ status }) => status !== "removed")
  return (
    <>
      {list.isError && list.data !== undefined ? <KeptNotice error={list.error} /> : null}
      <section aria-labelledby="members">
        <div className="flex min-h-12 flex-wrap items-center gap-x-4 px-6 py-2 max-sm:px-4">
          <h2 id="members" className="text-14 font-semibold">
            {words.heading}
          </h2>
          {list.isSuccess ? <span className="text-12 text-muted tabular-nums">{words.count(shown.length)}</span> : null}
          {all.some(({ status }) => status === "removed") ? (
            <span className="ml-auto">
              <Switch label={words.showRemoved} checked={removed} onChange={setRemoved} />
            </span>
          ) : null}
        </div>
        {list.isPending ? (
          <ListSkeleton what={words.loading} />
        ) : list.data === undefined ? (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <MemberList members={shown} me={me} />
        )}
      </section>
      <section aria-labelledby="invitations" className="pt-4 pb-6">
        <h2 id="invitations" className="flex min-h-12 items-center px-6 py-2 text-14 font-semibold max-sm:px-4">
          {invitationWords.heading}
        </h2>
        <Invitations zone={me.organization.timezone} />
      </section>
    </>
  )
}
