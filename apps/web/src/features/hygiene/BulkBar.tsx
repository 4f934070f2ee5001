import type { ClientId } from "@beep/kernel/ids"
import { addDays } from "@beep/kernel/LocalDate"
import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import { bulkMax } from "@beep/runway/contract/hygiene/TrayCommand"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { SelectField } from "@beep/ui/SelectField"
import { toast } from "@beep/ui/toast-store"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { hygiene as words, quickFix } from "../../messages/hygiene.ts"
import { fixOf } from "./fixEntry.ts"
import type { IssueDesk } from "./IssueDesk.ts"
import { fixFormQuery } from "./queries.ts"
import { ReviewForm } from "./ReviewForm.tsx"
import { useOrderFixes } from "./useOrderFixes.ts"

const seen = (issues: ReadonlyArray<HygieneIssue>) => issues.map(({ issueId, version }) => ({ issueId, version }))

/** One value for every selected record; each is written for itself, and what one could not take says so. */
const BulkFix = ({
  clientId,
  issues,
  onDone
}: {
  readonly clientId: ClientId
  readonly issues: readonly [HygieneIssue, ...ReadonlyArray<HygieneIssue>]
  readonly onDone: () => void
}) => {
  const [first] = issues
  const kind = first.fixes[0] ?? "set_due_date"
  const form = useQuery(fixFormQuery(clientId, first.issueId)).data
  const [value, setValue] = useState("")
  const [problem, setProblem] = useState<string>()
  const order = useOrderFixes(clientId, (results) => {
    const rest = results.flatMap(({ outcome }) => (outcome === "staged" ? [] : [quickFix.outcome[outcome]]))
    if (rest.length > 0) toast(words.done.partly(results.length - rest.length, results.length, [...new Set(rest)].join(" ")))
    onDone()
  })
  const submit = () => {
    const fix = fixOf(kind, value)
    if (fix === undefined) return setProblem(quickFix.missing)
    setProblem(undefined)
    order.mutate(
      { fixes: seen(issues).map((one) => ({ ...one, fix })) },
      { onError: (error) => setProblem(words.failed(failureOf(error).kind, states.failed)) }
    )
    return undefined
  }
  return (
    <form
      aria-label={quickFix.form(kind, words.bulk.selected(issues.length))}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="flex flex-wrap items-end gap-3"
    >
      {kind === "set_terms" ? (
        <SelectField
          label={quickFix.kinds[kind].label}
          value={value}
          error={problem}
          className="w-52"
          onChange={(event) => setValue(event.currentTarget.value)}
        >
          <option value="">{quickFix.chooseTerms}</option>
          {(form?.terms ?? []).map(({ name, termId }) => (
            <option key={termId} value={termId}>
              {name ?? quickFix.nameless(termId)}
            </option>
          ))}
        </SelectField>
      ) : (
        <Field
          label={quickFix.kinds[kind].label}
          type={kind === "add_email" ? "email" : "date"}
          value={value}
          error={problem}
          className="w-52"
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <Button type="submit" variant="primary" unavailable={order.isPending}>
        {quickFix.kinds[kind].send}
      </Button>
    </form>
  )
}

/** What can be done with the selected issues together: those of one rule, up to a hundred (runway.md 1.8). */
export const BulkBar = ({
  desk,
  issues,
  onClear
}: {
  readonly desk: IssueDesk
  readonly issues: ReadonlyArray<HygieneIssue>
  readonly onClear: () => void
}) => {
  const [form, setForm] = useState<"review" | "fix">()
  const [first, ...others] = issues
  if (first === undefined) return null
  const sameRule = others.every(({ ruleId }) => ruleId === first.ruleId)
  const problem = sameRule ? (issues.length > bulkMax ? words.bulk.tooMany : undefined) : words.bulk.oneRule
  const canFix = first.fixes.length > 0 && issues.every(({ status }) => status === "open" || status === "reopened")
  return (
    <section
      aria-label={words.bulk.label}
      className="sticky bottom-3 z-10 grid gap-2 rounded-surface border border-line-strong bg-surface px-4 py-2.5 max-sm:bottom-16"
    >
      <div className="flex flex-wrap items-center gap-2 text-13">
        <b className="font-semibold tabular-nums">{words.bulk.selected(issues.length)}</b>
        {problem === undefined ? null : <span className="text-muted">{problem}</span>}
        <span className="ml-auto flex flex-wrap gap-2">
          <Button
            size="small"
            unavailable={problem !== undefined || desk.busy}
            onClick={() => setForm(form === "review" ? undefined : "review")}
          >
            {words.review}
          </Button>
          <Button
            size="small"
            unavailable={problem !== undefined || desk.busy}
            onClick={() => desk.act({ action: "snooze", until: addDays(desk.today, 7), issues: seen(issues) })}
          >
            {words.snooze}
          </Button>
          {canFix && first.fixes[0] !== undefined && first.fixes[0] !== "add_email" ? (
            <Button size="small" unavailable={problem !== undefined} onClick={() => setForm(form === "fix" ? undefined : "fix")}>
              {quickFix.kinds[first.fixes[0]].open}
            </Button>
          ) : null}
          <Button size="small" variant="quiet" onClick={onClear}>
            {words.bulk.clear}
          </Button>
        </span>
      </div>
      {form === "review" && problem === undefined ? (
        <ReviewForm
          label={`${words.review}: ${words.bulk.selected(issues.length)}`}
          busy={desk.busy}
          onReview={(reason) => desk.act({ action: "review", reason, issues: seen(issues) })}
          onClose={() => setForm(undefined)}
        />
      ) : null}
      {form === "fix" && problem === undefined ? (
        <BulkFix clientId={desk.clientId} issues={[first, ...others]} onDone={onClear} />
      ) : null}
    </section>
  )
}
