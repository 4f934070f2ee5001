import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { Option } from "effect"
import { type ReactNode, type SubmitEvent, useId, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { organization as words } from "../../messages/organization.ts"
import { settings as shared } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Conflict } from "../settings/Conflict.tsx"
import { wholeNumber } from "./wholeNumber.ts"

export interface NumbersFormProps<Name extends string, A> {
  readonly labels: Readonly<Record<Name, string>>
  readonly hints?: Readonly<Record<Name, string>>
  readonly names: ReadonlyArray<Name>
  /** As they are on the server; null where nothing was decided. */
  readonly there: Readonly<Record<Name, number>> | null
  /** What a conflict says where nothing is decided there. */
  readonly nothing: string
  readonly decode: (entries: Readonly<Record<string, number>>) => Option.Option<A>
  readonly wrong: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onSave: (value: A) => void
  readonly onReset: () => void
  readonly beside?: ReactNode
}

type Typed = Readonly<Record<string, string>>

/** Whole numbers that are saved together. */
export const NumbersForm = <Name extends string, A>(props: NumbersFormProps<Name, A>) => {
  const { labels, names, there } = props
  const asTyped = (): Typed => Object.fromEntries(names.map((name) => [name, there === null ? "" : String(there[name])]))
  const [typed, setTyped] = useState(asTyped)
  const [attempt, setAttempt] = useState(0)
  const id = useId()
  const value = props.decode(Object.fromEntries(names.map((name) => [name, wholeNumber(typed[name] ?? "")])))
  const same = there !== null && names.every((name) => typed[name] === String(there[name]))
  const send = () => {
    if (Option.isSome(value) && !props.busy) props.onSave(value.value)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (!same) send()
  }
  const problems = attempt > 0 && Option.isNone(value) ? [{ fieldId: `${id}-0`, text: props.wrong }] : []
  return (
    <form noValidate onSubmit={submit} className="grid w-full gap-4">
      {props.error !== null && failureOf(props.error).kind === "stale" ? (
        <Conflict
          differences={names.map((name) => ({
            name: labels[name],
            theirs: there === null ? props.nothing : String(there[name]),
            yours: typed[name] ?? ""
          }))}
          onTakeTheirs={() => {
            setTyped(asTyped())
            props.onReset()
          }}
          onPutYours={send}
        />
      ) : props.error !== null ? (
        <FailureNotice error={props.error} />
      ) : null}
      <ErrorSummary title={words.problems(problems.length)} problems={problems} attempt={attempt} />
      <div className="grid gap-4 sm:grid-cols-3">
        {names.map((name, index) => (
          <Field
            key={name}
            id={`${id}-${index}`}
            inputMode="numeric"
            label={labels[name]}
            {...(props.hints === undefined ? {} : { hint: props.hints[name] })}
            value={typed[name] ?? ""}
            error={index === 0 ? problems[0]?.text : undefined}
            onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" unavailable={same || props.busy}>
          {props.busy ? shared.saving : shared.save}
        </Button>
        {props.beside}
      </div>
    </form>
  )
}
