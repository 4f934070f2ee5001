import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { QuickFixKind } from "@beep/runway/contract/hygiene/QuickFix"
import type { FixForm as Form, FixOutcome } from "@beep/runway/contract/writeback/WriteBack"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { SelectField } from "@beep/ui/SelectField"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { hygiene, quickFix as words } from "../../messages/hygiene.ts"
import { calendarDay } from "../../shell/times.ts"
import { fixOf } from "./fixEntry.ts"
import { fixFormQuery } from "./queries.ts"
import { useOrderFixes } from "./useOrderFixes.ts"

const said = (outcome: Exclude<FixOutcome, "staged">): string => words.outcome[outcome]

const termsName = (form: Form, termId: string): string =>
  form.terms.find((term) => term.termId === termId)?.name ?? words.nameless(termId)

const currentText = (form: Form, kind: QuickFixKind, today: LocalDate): string => {
  const { dueDate, email, termId } = form.current
  switch (kind) {
    case "set_due_date":
      return dueDate === null || dueDate === undefined ? words.noValue : calendarDay(dueDate, today)
    case "set_terms":
      return termId === null || termId === undefined ? words.noValue : termsName(form, termId)
    case "add_email":
      return email ?? words.noValue
  }
}

interface EntryProps {
  readonly form: Form
  readonly kind: QuickFixKind
  readonly value: string
  readonly error: string | undefined
  readonly today: LocalDate
  readonly onChange: (value: string) => void
}

const Entry = ({ error, form, kind, onChange, today, value }: EntryProps) => {
  const common = {
    label: words.kinds[kind].label,
    value,
    error,
    hint: words.now(currentText(form, kind, today)),
    "data-fix-entry": ""
  }
  if (kind === "set_terms")
    return (
      <SelectField {...common} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{words.chooseTerms}</option>
        {form.terms.map(({ dueDate, name, termId }) => (
          <option key={termId} value={termId}>
            {dueDate === null
              ? (name ?? words.nameless(termId))
              : words.termsDue(name ?? words.nameless(termId), calendarDay(dueDate, today))}
          </option>
        ))}
      </SelectField>
    )
  return (
    <Field
      {...common}
      type={kind === "set_due_date" ? "date" : "email"}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** The terms of the party, where they give a document the day it lacks. */
const usual = (form: Form) => form.terms.find(({ dueDate, termId }) => termId === form.usualTermId && dueDate !== null)

/** One write to QuickBooks, with the value as it is, what it is to become, and what can be taken back. */
export const FixForm = ({
  clientId,
  issue,
  today,
  onClose
}: {
  readonly clientId: ClientId
  readonly issue: HygieneIssue
  readonly today: LocalDate
  readonly onClose: () => void
}) => {
  const query = useQuery(fixFormQuery(clientId, issue.issueId))
  const [first = "set_due_date"] = issue.fixes
  const [kind, setKind] = useState<QuickFixKind>(first)
  const [value, setValue] = useState("")
  const [problem, setProblem] = useState<string>()
  const order = useOrderFixes(clientId, ([result]) => {
    if (result === undefined || result.outcome === "staged") onClose()
    else {
      setProblem(said(result.outcome))
      if (result.outcome === "stale") void query.refetch()
    }
  })
  const form = query.data
  if (query.isError)
    return (
      <p role="alert" className="px-4 py-3 text-13">
        {words.failed}
      </p>
    )
  if (form === undefined)
    return (
      <div role="status" aria-label={states.loading(words.loading)} className="px-4 py-3">
        <Skeleton className="h-9 w-64" />
      </div>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fix = fixOf(kind, value)
    if (fix === undefined) {
      setProblem(kind === "add_email" ? words.badEmail : words.missing)
      return
    }
    setProblem(undefined)
    order.mutate(
      { fixes: [{ issueId: issue.issueId, version: issue.version, recordVersion: form.recordVersion, fix }] },
      { onError: (error) => setProblem(hygiene.failed(failureOf(error).kind, states.failed)) }
    )
  }
  const offer = kind === "set_due_date" ? usual(form) : undefined
  const due = offer?.dueDate ?? null
  return (
    <form
      aria-label={words.form(kind, hygiene.issueTitle(issue))}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.stopPropagation()
        onClose()
      }}
      className="flex flex-wrap items-end gap-x-3 gap-y-2 rounded-control border border-line bg-sunken px-3 py-2.5"
    >
      {issue.fixes.length > 1 ? (
        <SelectField
          label={words.which}
          value={kind}
          className="w-36 self-start"
          onChange={(event) => {
            const next = issue.fixes.find((one) => one === event.currentTarget.value)
            if (next === undefined) return
            setKind(next)
            setValue("")
            setProblem(undefined)
          }}
        >
          {issue.fixes.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one].open}
            </option>
          ))}
        </SelectField>
      ) : null}
      <div className="w-64 max-w-full">
        <Entry form={form} kind={kind} value={value} error={problem} today={today} onChange={setValue} />
      </div>
      {offer === undefined || due === null ? null : (
        <Button variant="quiet" onClick={() => setValue(due)}>
          {words.apply(offer.name ?? words.nameless(offer.termId), calendarDay(due, today))}
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <p className="text-12 text-muted">
          {form.enabled
            ? `${words.oneField} ${form.undoable || kind === "add_email" ? words.undoable : words.notUndoable}`
            : words.off}
        </p>
        <Button onClick={onClose}>{hygiene.cancel}</Button>
        <Button type="submit" variant="primary" unavailable={!form.enabled || order.isPending}>
          {words.kinds[kind].send}
        </Button>
      </div>
    </form>
  )
}
