import { EmailInput } from "@beep/tenancy/contract/Email"
import { ClientName } from "@beep/tenancy/contract/Client"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { LabelledControl } from "@beep/ui/LabelledControl"
import { toast } from "@beep/ui/toast-store"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { google as words } from "../../messages/google.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"

const decodeName = Schema.decodeUnknownOption(ClientName)
const decodeEmail = Schema.decodeUnknownOption(EmailInput)

const linesOf = (text: string): ReadonlyArray<string> =>
  text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")

/** A household by its name and the addresses it writes from. */
export const NewHousehold = ({ timezone }: { readonly timezone: TimeZoneName }) => {
  const queries = useQueryClient()
  const [name, setName] = useState("")
  const [text, setText] = useState("")
  const [attempt, setAttempt] = useState(0)
  const lines = linesOf(text)
  const wrong = lines.find((line) => Option.isNone(decodeEmail(line)))
  const decoded = decodeName(name.trim())
  const problems =
    attempt === 0
      ? []
      : [
          ...(Option.isNone(decoded) ? [{ fieldId: "household-name", text: words.nameMissing }] : []),
          ...(wrong === undefined ? [] : [{ fieldId: "household-addresses", text: words.addressWrong(wrong) }])
        ]
  const add = useMutation({
    mutationFn: (payload: { readonly name: string; readonly addresses: ReadonlyArray<string> }) =>
      callApi((client) =>
        client.households.create({
          payload: {
            name: payload.name,
            timezone,
            addresses: payload.addresses.flatMap((line) => Option.toArray(decodeEmail(line)))
          }
        })
      ),
    onSuccess: async (client) => {
      toast(words.added(client.name))
      setName("")
      setText("")
      setAttempt(0)
      await queries.invalidateQueries({ queryKey: ["clients"] })
    }
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (Option.isSome(decoded) && wrong === undefined && !add.isPending) add.mutate({ name: decoded.value, addresses: lines })
  }
  return (
    <form noValidate onSubmit={submit} className="grid w-full max-w-100 gap-4">
      <ErrorSummary title={words.problems(problems.length)} problems={problems} attempt={attempt} />
      {add.isError ? <FailureNotice error={add.error} /> : null}
      <Field
        id="household-name"
        label={words.name}
        value={name}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
        {...(attempt > 0 && Option.isNone(decoded) ? { error: words.nameMissing } : {})}
      />
      <LabelledControl
        id="household-addresses"
        className={undefined}
        label={words.addresses}
        hint={words.addressesHint}
        {...(attempt > 0 && wrong !== undefined ? { error: words.addressWrong(wrong) } : {})}
      >
        {(control) => (
          <textarea
            {...control}
            rows={4}
            className={`${control.className} h-auto py-1.5`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </LabelledControl>
      <Button type="submit" className="justify-self-start" unavailable={add.isPending}>
        {add.isPending ? words.adding : words.addHousehold}
      </Button>
    </form>
  )
}
