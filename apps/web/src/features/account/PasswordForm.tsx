import { KnownPassword, type NewPassword } from "@beep/tenancy/contract/Password"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { security, settings } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { NewPasswordFields, nothingTyped, readPassword } from "../session/NewPasswordFields.tsx"
import { weakPasswordWords } from "../session/weakPasswordWords.ts"
import { accountQuery } from "./queries.ts"

interface Change {
  readonly current: typeof KnownPassword.Type
  readonly next: NewPassword
}

const decode = Schema.decodeUnknownOption(KnownPassword)

/** Folded until it is wanted. */
export const PasswordForm = () => {
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [current, setCurrent] = useState("")
  const [typed, setTyped] = useState(nothingTyped)
  const [asked, setAsked] = useState(false)
  const clear = () => {
    setOpen(false)
    setCurrent("")
    setTyped(nothingTyped)
    setAsked(false)
  }
  const change = useMutation({
    mutationFn: (payload: Change) => callApi((client) => client.account.changePassword({ payload })),
    onSuccess: () => {
      clear()
      toast(security.changed)
      void queries.invalidateQueries(accountQuery)
    }
  })
  const known = decode(current)
  const next = readPassword(typed)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(known) && Option.isSome(next) && !change.isPending)
      change.mutate({ current: known.value, next: next.value })
  }
  if (!open) return <Button onClick={() => setOpen(true)}>{security.change}</Button>
  return (
    <form noValidate onSubmit={submit} className="grid w-full max-w-96 gap-4">
      {change.isError ? (
        <FailureNotice error={change.error} words={{ not_proved: security.wrong, ...weakPasswordWords(change.error) }} />
      ) : null}
      <Field
        label={security.current}
        type="password"
        name="password"
        autoComplete="current-password"
        autoFocus
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={asked && Option.isNone(known) ? security.currentMissing : undefined}
      />
      <NewPasswordFields typed={typed} onType={setTyped} asked={asked} />
      <p className="text-12 text-muted">{security.changeText}</p>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" unavailable={change.isPending}>
          {change.isPending ? security.changing : security.submit}
        </Button>
        <Button onClick={clear}>{settings.cancel}</Button>
      </div>
    </form>
  )
}
