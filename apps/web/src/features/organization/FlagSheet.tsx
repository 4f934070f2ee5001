import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { DecideFlag, type FlagRow } from "@beep/tenancy/contract/FlagState"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { ModalSheet } from "@beep/ui/ModalSheet"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { DateTime, Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { app } from "../../messages/app.ts"
import { flags as words } from "../../messages/organization.ts"
import { settings } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { readSpan } from "../members/assignmentSpan.ts"
import { flagsQuery } from "./queries.ts"

const decode = Schema.decodeUnknownOption(DecideFlag)

const Form = ({ flag, zone, onClose }: { readonly flag: FlagRow; readonly zone: TimeZoneName; readonly onClose: () => void }) => {
  const queries = useQueryClient()
  const enabled = !flag.enabled
  const { name } = words.features[flag.feature]
  const [reason, setReason] = useState("")
  const [end, setEnd] = useState("")
  const [asked, setAsked] = useState(false)
  const decide = useMutation({
    mutationFn: (payload: typeof DecideFlag.Type) =>
      callApi((client) => client.organization.decideFlag({ params: { feature: flag.feature }, payload })),
    onSuccess: async () => {
      toast(words.saved(name, enabled))
      onClose()
      await queries.invalidateQueries(flagsQuery)
    }
  })
  const until = Option.map(readSpan("", end, zone), (span) => span.until ?? null)
  const payload = Option.flatMap(until, (at) =>
    decode({ enabled, reason: reason.trim(), expiresAt: at === null ? null : DateTime.formatIso(at) })
  )
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && !decide.isPending) decide.mutate(payload.value)
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4 pb-2">
      {decide.isError ? <FailureNotice error={decide.error} /> : null}
      <Field
        data-autofocus=""
        label={words.reason}
        hint={words.reasonHint}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={asked && reason.trim() === "" ? words.reasonMissing : undefined}
      />
      <Field
        label={words.end}
        hint={words.endHint}
        type="date"
        value={end}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" unavailable={decide.isPending}>
          {decide.isPending ? words.submitting : enabled ? words.switchOn : words.switchOff}
        </Button>
        <Button onClick={onClose}>{settings.cancel}</Button>
      </div>
    </form>
  )
}

/** Why, and until when: a decision against the tier is explained where it is made. */
export const FlagSheet = ({
  flag,
  zone,
  open,
  onClose
}: {
  readonly flag: FlagRow
  readonly zone: TimeZoneName
  readonly open: boolean
  readonly onClose: () => void
}) => (
  <ModalSheet
    open={open}
    onClose={onClose}
    title={words.title(flag.enabled ? words.switchOff : words.switchOn, words.features[flag.feature].name)}
    closeLabel={app.close}
  >
    {open ? <Form flag={flag} zone={zone} onClose={onClose} /> : null}
  </ModalSheet>
)
