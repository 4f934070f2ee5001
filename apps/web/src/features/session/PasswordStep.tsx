import { LoginPayload, type Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { signIn } from "../../messages/signIn.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"

const decodeLogin = Schema.decodeUnknownOption(LoginPayload)
const refused = { refused: signIn.refused, unauthenticated: signIn.refused } as const

/** Address and password; `said` is why the person is here. */
export const PasswordStep = ({
  said,
  forgot,
  onEntered
}: {
  readonly said: string | null
  /** Whether a link to set a password can be mailed. */
  readonly forgot: boolean
  readonly onEntered: (me: Me) => void
}) => {
  const [asked, setAsked] = useState(false)
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const enter = useMutation({
    mutationFn: (payload: typeof LoginPayload.Type) => callApi((client) => client.auth.login({ payload })),
    onSuccess: onEntered
  })
  const payload = decodeLogin({ email, password })
  const emailMissing = Option.isNone(decodeLogin({ email, password: "present" }))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && !enter.isPending) enter.mutate(payload.value)
  }
  return (
    <>
      {said === null || enter.isError ? null : (
        <p role="status" className="text-13 text-fg-2">
          {said}
        </p>
      )}
      {enter.isError ? <FailureNotice error={enter.error} words={refused} /> : null}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field
          label={signIn.email}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={asked && emailMissing ? signIn.emailMissing : undefined}
        />
        <Field
          label={signIn.password}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={asked && password === "" ? signIn.passwordMissing : undefined}
        />
        <Button type="submit" variant="primary" unavailable={enter.isPending} className="h-9">
          {enter.isPending ? signIn.busy : signIn.submit}
        </Button>
        {forgot ? (
          <p className="text-13">
            <Link to="/forgot-password" className="inline-flex min-h-6 items-center text-brand-text hover:underline">
              {signIn.forgot}
            </Link>
          </p>
        ) : null}
      </form>
    </>
  )
}
