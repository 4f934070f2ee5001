import { EmailInput } from "@beep/tenancy/contract/Email"
import { linkMinutes } from "@beep/tenancy/contract/Recovery"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { useMutation } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { profile } from "../../messages/settings.ts"
import { signIn } from "../../messages/signIn.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"

const Payload = Schema.Struct({ email: EmailInput })
const decode = Schema.decodeUnknownOption(Payload)

/** Asks for the mail that proves the new address. */
export const AddressForm = () => {
  const [email, setEmail] = useState("")
  const [asked, setAsked] = useState(false)
  const send = useMutation({
    mutationFn: (payload: typeof Payload.Type) => callApi((client) => client.account.changeAddress({ payload })),
    onSuccess: () => {
      setEmail("")
      setAsked(false)
    }
  })
  const payload = decode({ email })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && !send.isPending) send.mutate(payload.value)
  }
  return (
    <>
      {send.isError ? <FailureNotice error={send.error} /> : null}
      <form noValidate onSubmit={submit} className="flex w-full max-w-112 flex-wrap items-start gap-x-2 gap-y-3">
        <Field
          className="min-w-60 flex-1"
          label={profile.newAddress}
          hint={profile.newAddressHint}
          type="email"
          name="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={asked && Option.isNone(payload) ? signIn.emailMissing : undefined}
        />
        <Button type="submit" className="h-9 sm:mt-6" unavailable={send.isPending}>
          {send.isPending ? profile.sending : profile.send}
        </Button>
      </form>
      <p role="status" className={send.isSuccess ? "text-fg-2" : "sr-only"}>
        {send.isSuccess ? profile.sent(linkMinutes) : ""}
      </p>
    </>
  )
}
