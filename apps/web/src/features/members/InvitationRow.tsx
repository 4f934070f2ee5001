import type { Invitation } from "@beep/tenancy/contract/Invitation"
import { Button } from "@beep/ui/Button"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { invitations as words, members } from "../../messages/members.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { exactInstant } from "../../shell/times.ts"
import { HandOver } from "./HandOver.tsx"
import { invitationsQuery } from "./queries.ts"

const stateOf = (invitation: Invitation, zone: string): string =>
  invitation.state === "open"
    ? `${words.states.open}, ${words.until(exactInstant(invitation.endsAt, zone))}, ${words.mail[invitation.mail]}`
    : words.states[invitation.state]

/** One invitation that still can do something, or could again. */
export const InvitationRow = ({ invitation, zone }: { readonly invitation: Invitation; readonly zone: string }) => {
  const queries = useQueryClient()
  const { email, id } = invitation
  const refresh = () => queries.invalidateQueries(invitationsQuery)
  const resend = useMutation({
    mutationFn: () =>
      callApi((client) =>
        client.members.resend({ params: { invitationId: id }, payload: { expectedVersion: invitation.rowVersion } })
      ),
    onSuccess: async ({ token }) => {
      if (token === null) toast(words.resent(email))
      await refresh()
    },
    onError: () => void refresh()
  })
  const revoke = useMutation({
    mutationFn: () => callApi((client) => client.members.revoke({ params: { invitationId: id } })),
    onSuccess: async () => {
      toast(words.revoked(email))
      await refresh()
    },
    onError: () => void refresh()
  })
  const busy = resend.isPending || revoke.isPending
  return (
    <li className="grid gap-2 border-t border-line px-6 py-2.5 text-13 max-sm:px-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="grid min-w-60 flex-1 gap-0.5">
          <p className="font-medium break-words">{email}</p>
          <p className="text-12 text-muted">
            {members.roles[invitation.role]}, {words.clients(invitation.clients.length).toLowerCase()}
          </p>
          <p
            className={invitation.mail === "refused" || invitation.state === "ended" ? "text-12 text-warn" : "text-12 text-muted"}
          >
            {stateOf(invitation, zone)}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            size="small"
            aria-label={words.resendNamed(email)}
            unavailable={busy}
            onClick={() => (busy ? undefined : resend.mutate())}
          >
            {words.resend}
          </Button>
          <Button
            size="small"
            aria-label={words.revokeNamed(email)}
            unavailable={busy}
            onClick={() => (busy ? undefined : revoke.mutate())}
          >
            {words.revoke}
          </Button>
        </div>
      </div>
      {resend.isError || revoke.isError ? <FailureNotice error={resend.error ?? revoke.error} /> : null}
      {resend.isSuccess && resend.data.token !== null ? <HandOver token={resend.data.token} /> : null}
    </li>
  )
}
