import { LoginPayload } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { Notice } from "@beep/ui/Notice"
import { BrandMark } from "@beep/ui/Rail"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { TriangleAlert } from "lucide-react"
import { type SubmitEvent, useState } from "react"
import { type ApiFailure, failureOf } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { meQuery } from "../../api/session.ts"
import { webConfigQuery } from "../../api/webConfig.ts"
import { states } from "../../messages/app.ts"
import { signIn } from "../../messages/signIn.ts"
import { PageTitle } from "../../shell/PageTitle.tsx"

const decodeLogin = Schema.decodeUnknownOption(LoginPayload)

/** Where the address registered with Intuit for reconnecting leads. */
const reconnectPath = "/clients?connection=needs_reconnect"

const wordsOf = (failure: ApiFailure): string =>
  failure.kind === "rate_limited"
    ? signIn.rateLimited(failure.retryAfterSeconds ?? 60)
    : failure.kind === "refused" || failure.kind === "unauthenticated"
      ? signIn.refused
      : states.failed[failure.kind]

export const SignInPage = ({ next }: { readonly next?: string | undefined }) => {
  const queries = useQueryClient()
  const router = useRouter()
  const config = useQuery(webConfigQuery)
  const name = config.data?.appName ?? "Beep"
  const [asked, setAsked] = useState(false)
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const enter = useMutation({
    mutationFn: (payload: typeof LoginPayload.Type) => callApi((client) => client.auth.login({ payload })),
    onSuccess: (me) => {
      queries.clear()
      queries.setQueryData(meQuery.queryKey, me)
      router.history.push(next ?? "/clients")
    }
  })
  const payload = decodeLogin({ email, password })
  const emailMissing = Option.isNone(decodeLogin({ email, password: "present" }))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && !enter.isPending) enter.mutate(payload.value)
  }
  const failure = enter.isError ? failureOf(enter.error) : undefined
  return (
    <main id="main" className="grid min-h-dvh place-items-center bg-bg p-4">
      <PageTitle page={signIn.title} />
      <div className="grid w-full max-w-96 gap-6 rounded-surface border border-line bg-surface p-8 max-sm:p-6">
        <div className="grid gap-3">
          <BrandMark />
          <h1 className="text-20 font-semibold">{signIn.heading(name)}</h1>
          <p className="text-13 text-muted">{signIn.purpose}</p>
        </div>
        {next === undefined || enter.isError ? null : (
          <p role="status" className="text-13 text-fg-2">
            {next.startsWith(reconnectPath) ? signIn.reconnect : signIn.ended}
          </p>
        )}
        {failure === undefined ? null : (
          <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
            {wordsOf(failure)}
            {failure.requestId === undefined || failure.kind === "refused" ? null : (
              <p className="mt-1 text-12">
                {states.request} <span className="font-mono">{failure.requestId}</span>
              </p>
            )}
          </Notice>
        )}
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
        </form>
      </div>
    </main>
  )
}
