import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { Option } from "effect"
import { type ReactNode, type SubmitEvent, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { settings as shared } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Conflict } from "../settings/Conflict.tsx"
import { wholeNumber } from "./wholeNumber.ts"

export interface NumbersFormProps<Name extends string, A> {
  readonly labels: Readonly<Record<Name, string>>
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
  const [asked, setAsked] = useState(false)
  const value = props.decode(Object.fromEntries(names.map((name) => [name, wholeNumber(typed[name] ?? "")])))
  const same = there !== null && names.every((name) => typed[name] === String(there[name]))
  const send = () => {
    if (Option.isSome(value) && !props.busy) props.onSave(value.value)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!same) send()
  }
  const isWrong = asked && Option.isNone(value)
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
      <div className="grid gap-4 sm:grid-cols-3 sm:items-end">
        {names.map((name) => (
          <Field
            key={name}
            inputMode="numeric"
            label={labels[name]}
            value={typed[name] ?? ""}
            aria-invalid={isWrong ? true : undefined}
            onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {isWrong ? (
        <p role="alert" className="text-12 text-danger">
          {props.wrong}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" unavailable={same || props.busy}>
          {props.busy ? shared.saving : shared.save}
        </Button>
        {props.beside}
      </div>
    </form>
  )
}
