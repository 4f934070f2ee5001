import type { NewPassword } from "@beep/tenancy/contract/Password"
import { LinkToken } from "@beep/tenancy/contract/Recovery"
import { Button } from "@beep/ui/Button"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { forget } from "../../api/forget.ts"
import { callApi } from "../../api/callApi.ts"
import { recovery } from "../../messages/recovery.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { NewPasswordFields, nothingTyped, readPassword } from "./NewPasswordFields.tsx"
import { SessionFrame } from "./SessionFrame.tsx"
import { ToSignIn } from "./ToSignIn.tsx"
import { useLinkToken } from "./useLinkToken.ts"
import { weakPasswordWords } from "./weakPasswordWords.ts"

const words = recovery.reset
const decodeToken = Schema.decodeUnknownOption(LinkToken)

const AskAgain = () => (
  <Button asChild variant="primary">
    <Link to="/forgot-password">{words.askAgain}</Link>
  </Button>
)

const Form = ({ token }: { readonly token: typeof LinkToken.Type }) => {
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothingTyped)
  const [asked, setAsked] = useState(false)
  const reset = useMutation({
    mutationFn: (password: NewPassword) => callApi((client) => client.auth.reset({ payload: { token, password } })),
    onSuccess: () => forget(queries)
  })
  const password = readPassword(typed)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(password) && !reset.isPending) reset.mutate(password.value)
  }
  if (reset.isSuccess) {
    return (
      <SessionFrame title={words.title} heading={words.doneHeading} text={words.done}>
        <div>
          <ToSignIn primary />
        </div>
      </SessionFrame>
    )
  }
  return (
    <SessionFrame title={words.title} heading={words.heading} text={words.text}>
      {reset.isError ? (
        <FailureNotice error={reset.error} words={{ link_closed: recovery.linkClosed, ...weakPasswordWords(reset.error) }} />
      ) : null}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <NewPasswordFields typed={typed} onType={setTyped} asked={asked} />
        <Button type="submit" variant="primary" unavailable={reset.isPending} className="h-9">
          {reset.isPending ? words.busy : words.submit}
        </Button>
      </form>
    </SessionFrame>
  )
}

/** Where the link of a password mail leads. */
export const ResetPasswordPage = () => {
  const carried = useLinkToken()
  const token = decodeToken(carried)
  if (Option.isSome(token)) return <Form key={carried} token={token.value} />
  return (
    <SessionFrame title={words.title} heading={words.heading} text={recovery.linkMissing}>
      <div>
        <AskAgain />
      </div>
    </SessionFrame>
  )
}
