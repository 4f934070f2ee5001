import { linkMinutes, ResetRequest } from "@beep/tenancy/contract/Recovery"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { recovery } from "../../messages/recovery.ts"
import { signIn } from "../../messages/signIn.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { SessionFrame } from "./SessionFrame.tsx"
import { ToSignIn } from "./ToSignIn.tsx"

const words = recovery.ask
const decode = Schema.decodeUnknownOption(ResetRequest)

/** Asks for the mail. The answer is the same for every address, so it can say no more than "if". */
export const ForgotPasswordPage = () => {
  const [email, setEmail] = useState("")
  const [asked, setAsked] = useState(false)
  const send = useMutation({
    mutationFn: (payload: typeof ResetRequest.Type) => callApi((client) => client.auth.requestReset({ payload }))
  })
  const payload = decode({ email })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && !send.isPending) send.mutate(payload.value)
  }
  if (send.isSuccess) {
    return (
      <SessionFrame title={words.title} heading={words.sentHeading}>
        <p role="status" className="text-13 text-fg-2">
          {words.sent(linkMinutes)}
        </p>
        <div className="flex flex-wrap gap-2">
          <ToSignIn primary />
          <Button variant="quiet" onClick={() => send.reset()}>
            {words.again}
          </Button>
        </div>
      </SessionFrame>
    )
  }
  return (
    <SessionFrame title={words.title} heading={words.heading} text={words.text}>
      {send.isError ? <FailureNotice error={send.error} /> : null}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field
          label={signIn.email}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={asked && Option.isNone(payload) ? signIn.emailMissing : undefined}
        />
        <Button type="submit" variant="primary" unavailable={send.isPending} className="h-9">
          {send.isPending ? words.busy : words.submit}
        </Button>
        <p className="text-13">
          <Link to="/login" className="inline-flex min-h-6 items-center text-brand-text hover:underline">
            {signIn.back}
          </Link>
        </p>
      </form>
    </SessionFrame>
  )
}
