import type { Me } from "@beep/tenancy/contract/AuthApi"
import { SecondFactorCode } from "@beep/tenancy/contract/SecondFactor"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { useMutation } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { secondFactor } from "../../messages/secondFactor.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"

const words = secondFactor.prove
const decode = Schema.decodeUnknownOption(Schema.Struct({ code: SecondFactorCode }))
const refused = { not_proved: words.refused } as const

/** The second half of a sign-in. A code that was refused is taken out of the field: it will not work again. */
export const ProofStep = ({ onProved }: { readonly onProved: (me: Me) => void }) => {
  const [code, setCode] = useState("")
  const [asked, setAsked] = useState(false)
  const prove = useMutation({
    mutationFn: (payload: { readonly code: typeof SecondFactorCode.Type }) =>
      callApi((client) => client.auth.secondFactor({ payload })),
    onSuccess: onProved,
    onError: () => {
      setCode("")
      setAsked(false)
      document.getElementById("second-factor-code")?.focus()
    }
  })
  const payload = decode({ code: code.trim() })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && !prove.isPending) prove.mutate(payload.value)
  }
  return (
    <>
      {prove.isError ? <FailureNotice error={prove.error} words={refused} /> : null}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field
          id="second-factor-code"
          label={words.code}
          hint={words.hint}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={asked && Option.isNone(payload) ? words.missing : undefined}
        />
        <Button type="submit" variant="primary" unavailable={prove.isPending} className="h-9">
          {prove.isPending ? words.busy : words.submit}
        </Button>
      </form>
    </>
  )
}
