import { AcceptInvitation } from "@beep/tenancy/contract/InvitationApi"
import { type InvitationSeen, InvitationToken } from "@beep/tenancy/contract/Invitation"
import { LoginPayload, type Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { Skeleton } from "@beep/ui/Skeleton"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { ApiFailure, failureOf } from "../../api/ApiFailure.ts"
import { forget } from "../../api/forget.ts"
import { callApi } from "../../api/callApi.ts"
import { meQuery } from "../../api/session.ts"
import { accept as words } from "../../messages/members.ts"
import { recovery } from "../../messages/recovery.ts"
import { signIn } from "../../messages/signIn.ts"
import { Failed } from "../../shell/Failed.tsx"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { NewPasswordFields, nothingTyped, readPassword } from "./NewPasswordFields.tsx"
import { SessionFrame } from "./SessionFrame.tsx"
import { ToSignIn } from "./ToSignIn.tsx"
import { useLinkToken } from "./useLinkToken.ts"
import { weakPasswordWords } from "./weakPasswordWords.ts"

const decodeToken = Schema.decodeUnknownOption(InvitationToken)
const decodeAccept = Schema.decodeUnknownOption(AcceptInvitation)
const decodeLogin = Schema.decodeUnknownOption(LoginPayload)
const refused = { refused: signIn.refused, link_closed: words.closed, already_there: words.alreadyThere } as const

interface FormProps {
  readonly token: string
  readonly seen: InvitationSeen
}

/** What is typed here opens the first session too: accepting proves the address, signing in the password. */
const Form = ({ token, seen }: FormProps) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const isKnown = seen.account === "known"
  const [name, setName] = useState("")
  const [typed, setTyped] = useState(nothingTyped)
  const [password, setPassword] = useState("")
  const [asked, setAsked] = useState(false)
  const payload = decodeAccept(
    isKnown
      ? { token, name: name.trim(), password }
      : { token, name: name.trim(), newPassword: Option.isSome(readPassword(typed)) ? typed.first : undefined }
  )
  const login = decodeLogin({ email: seen.email, password: isKnown ? password : typed.first })
  const join = useMutation({
    mutationFn: async (given: {
      readonly accept: AcceptInvitation
      readonly login: typeof LoginPayload.Type
    }): Promise<Me | null> => {
      await callApi((client) => client.invitation.accept({ payload: given.accept }))
      // Accepted is accepted: where signing in is held back, the sign-in says so.
      return callApi((client) => client.auth.login({ payload: given.login })).catch((error: unknown) => {
        if (error instanceof ApiFailure) return null
        throw error
      })
    },
    onSuccess: async (me) => {
      forget(queries)
      if (me !== null) queries.setQueryData(meQuery.queryKey, me)
      await navigate(me?.session.lacks === null ? { to: "/clients" } : { to: "/login" })
    }
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && Option.isSome(login) && !join.isPending)
      join.mutate({ accept: payload.value, login: login.value })
  }
  return (
    <>
      {join.isError ? <FailureNotice error={join.error} words={{ ...refused, ...weakPasswordWords(join.error) }} /> : null}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field label={words.email} type="email" name="email" autoComplete="username" readOnly value={seen.email} />
        <Field
          label={words.name}
          hint={words.nameHint}
          name="name"
          autoComplete="name"
          maxLength={120}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={asked && name.trim() === "" ? words.nameMissing : undefined}
        />
        {isKnown ? (
          <Field
            label={signIn.password}
            hint={words.knownText}
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={asked && password === "" ? signIn.passwordMissing : undefined}
          />
        ) : (
          <NewPasswordFields typed={typed} onType={setTyped} asked={asked} />
        )}
        <Button type="submit" variant="primary" unavailable={join.isPending} className="h-9">
          {join.isPending ? words.busy : words.submit}
        </Button>
      </form>
    </>
  )
}

const Closed = ({ text }: { readonly text: string }) => (
  <SessionFrame title={words.title} heading={words.closedHeading} text={text}>
    <div>
      <ToSignIn />
    </div>
  </SessionFrame>
)

const Invited = ({ token, opens }: { readonly token: string; readonly opens: InvitationToken }) => {
  // Under the token's place in memory and no key of its own: a query's key is kept longer than the page.
  const look = useQuery({
    queryKey: ["invitation"],
    queryFn: ({ signal }) => callApi((client) => client.invitation.look({ payload: { token: opens } }), signal),
    gcTime: 0,
    staleTime: Infinity
  })
  if (look.isPending) {
    return (
      <SessionFrame title={words.title} heading={words.title}>
        <Loading what={words.loading}>
          <div className="grid gap-4">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-9 w-full" />
          </div>
        </Loading>
      </SessionFrame>
    )
  }
  if (look.isError) {
    return failureOf(look.error).kind === "link_closed" ? (
      <Closed text={words.closed} />
    ) : (
      <SessionFrame title={words.title} heading={words.title}>
        <Failed error={look.error} onRetry={() => void look.refetch()} />
      </SessionFrame>
    )
  }
  const { data: seen } = look
  return (
    <SessionFrame title={words.title} heading={words.heading(seen.organization)} text={words.text(seen.invitedBy, seen.role)}>
      <Form token={token} seen={seen} />
    </SessionFrame>
  )
}

/** Where the link of an invitation leads. */
export const InvitationPage = () => {
  const token = useLinkToken()
  const opens = decodeToken(token)
  if (token === null || Option.isNone(opens)) {
    return (
      <SessionFrame title={words.title} heading={words.title} text={recovery.linkMissing}>
        <div>
          <ToSignIn />
        </div>
      </SessionFrame>
    )
  }
  return <Invited key={token} token={token} opens={opens.value} />
}
