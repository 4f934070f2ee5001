import type { ClientId } from "@beep/kernel/ids"
import { clientReach } from "@beep/kernel/permissions"
import type { Role } from "@beep/kernel/Role"
import type { AssignmentRole } from "@beep/tenancy/contract/Assignment"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { EmailInput } from "@beep/tenancy/contract/Email"
import { invitationDays } from "@beep/tenancy/contract/Invitation"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { invitations as words } from "../../messages/members.ts"
import { settings } from "../../messages/settings.ts"
import { signIn } from "../../messages/signIn.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { ClientPicker } from "./ClientPicker.tsx"
import { HandOver } from "./HandOver.tsx"
import { clientNamesQuery, invitationsQuery } from "./queries.ts"
import { RoleSelect } from "./RoleSelect.tsx"

const Address = Schema.Struct({ email: EmailInput })
const decode = Schema.decodeUnknownOption(Address)
const refused = { already_there: words.alreadyThere } as const
/** Whoever decides answers first for a client; the others help. */
const partOf = (role: Role): AssignmentRole => (role === "advisor" ? "primary" : "secondary")

const nobody: ReadonlySet<ClientId> = new Set()

export const InvitePage = ({ me }: { readonly me: Me }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const clients = useQuery(clientNamesQuery(me.memberId))
  const [email, setEmail] = useState("")
  const [role, setRole] = useState<Role>("advisor")
  const [chosen, setChosen] = useState(nobody)
  const [attempt, setAttempt] = useState(0)
  const seesAll = clientReach[role] === "all"
  const address = decode({ email })
  const invite = useMutation({
    mutationFn: (to: typeof Address.Type) =>
      callApi((client) =>
        client.members.invite({
          payload: {
            email: to.email,
            role,
            clients: seesAll ? [] : [...chosen].map((clientId) => ({ clientId, role: partOf(role) }))
          }
        })
      ),
    onSuccess: async ({ invitation, token }) => {
      await queries.invalidateQueries(invitationsQuery)
      if (token !== null) return
      toast(words.sent(invitation.email))
      await navigate({ to: "/settings/members" })
    }
  })
  const problems = attempt > 0 && Option.isNone(address) ? [{ fieldId: "invite-email", text: signIn.emailMissing }] : []
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (Option.isSome(address) && !invite.isPending) invite.mutate(address.value)
  }
  if (invite.isSuccess && invite.data.token !== null) {
    return (
      <div className="grid max-w-176 justify-items-start gap-4 px-6 py-6 max-sm:px-4">
        <HandOver token={invite.data.token} />
        <Button variant="primary" asChild>
          <Link to="/settings/members">{words.done}</Link>
        </Button>
      </div>
    )
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-140 gap-5 px-6 py-6 max-sm:px-4">
      <ErrorSummary title={words.problems(problems.length)} problems={problems} attempt={attempt} />
      {invite.isError ? <FailureNotice error={invite.error} words={refused} /> : null}
      <Field
        id="invite-email"
        className="max-w-96"
        label={signIn.email}
        hint={words.emailHint}
        type="email"
        autoComplete="off"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={problems[0]?.text}
      />
      <RoleSelect label={words.role} value={role} onChange={setRole} />
      {seesAll ? (
        <p className="text-13 text-muted">{words.clientsAll}</p>
      ) : clients.isError ? (
        <FailureNotice error={clients.error} />
      ) : (
        <ClientPicker
          label={words.clientsLabel}
          text={words.clientsText}
          clients={clients.data}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" unavailable={invite.isPending}>
          {invite.isPending ? words.busy : words.submit}
        </Button>
        <Button variant="quiet" asChild>
          <Link to="/settings/members">{settings.cancel}</Link>
        </Button>
        <p className="text-12 text-muted">{words.text(invitationDays)}</p>
      </div>
    </form>
  )
}
