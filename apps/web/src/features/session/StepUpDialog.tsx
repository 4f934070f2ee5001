import { StepUpPayload } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { ModalSheet } from "@beep/ui/ModalSheet"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState, useSyncExternalStore } from "react"
import { callApi } from "../../api/callApi.ts"
import { meQuery } from "../../api/session.ts"
import { type StepUpAsked, stepUpStore } from "../../api/stepUp.ts"
import { app } from "../../messages/app.ts"
import { secondFactor } from "../../messages/secondFactor.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"

const words = secondFactor.stepUp
const decode = Schema.decodeUnknownOption(StepUpPayload)

const Proof = ({ asked }: { readonly asked: StepUpAsked }) => {
  const queries = useQueryClient()
  const byCode = asked.by === "code"
  const [typed, setTyped] = useState("")
  const [attempted, setAttempted] = useState(false)
  const prove = useMutation({
    mutationFn: (payload: StepUpPayload) => callApi((client) => client.auth.stepUp({ payload })),
    onSuccess: (session) => {
      queries.setQueryData(meQuery.queryKey, (me) => (me === undefined ? me : { ...me, session }))
      asked.answer(true)
    },
    onError: () => {
      setTyped("")
      setAttempted(false)
      document.getElementById("step-up")?.focus()
    }
  })
  const payload = decode(byCode ? { code: typed.trim() } : { password: typed })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempted(true)
    if (Option.isSome(payload) && !prove.isPending) prove.mutate(payload.value)
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4 pb-2">
      <p className="text-13 text-fg-2">{words.text}</p>
      {prove.isError ? <FailureNotice error={prove.error} words={{ not_proved: words.refused[asked.by] }} /> : null}
      <Field
        id="step-up"
        data-autofocus=""
        label={byCode ? words.code : words.password}
        type={byCode ? "text" : "password"}
        autoComplete={byCode ? "one-time-code" : "current-password"}
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={attempted && Option.isNone(payload) ? (byCode ? words.codeMissing : words.passwordMissing) : undefined}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" unavailable={prove.isPending}>
          {prove.isPending ? words.busy : words.submit}
        </Button>
        <Button onClick={() => asked.answer(false)}>{words.cancel}</Button>
      </div>
    </form>
  )
}

/** Opens over whatever asked: the call that was refused waits, and is repeated when the proof is good. */
export const StepUpDialog = () => {
  const asked = useSyncExternalStore(stepUpStore.subscribe, stepUpStore.read)
  return (
    <ModalSheet open={asked !== null} onClose={() => asked?.answer(false)} title={words.title} closeLabel={app.close}>
      {asked === null ? null : <Proof asked={asked} />}
    </ModalSheet>
  )
}
