import { type TimeZoneName, todayIn } from "@beep/kernel/LocalDate"
import { decimalFromMinor } from "@beep/kernel/Money"
import type { CashQuestion } from "@beep/runway/contract/onboarding/CashChoice"
import type { PayrollProfile } from "@beep/runway/contract/onboarding/PayrollProfile"
import type { CashConfirmation } from "@beep/runway/contract/OnboardingApi"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { Notice } from "@beep/ui/Notice"
import { Effect } from "effect"
import { Info } from "lucide-react"
import { type SubmitEvent, useState } from "react"
import { onboarding } from "../../messages/onboarding.ts"
import { moneyText } from "../runway/amounts.ts"
import { CallFailed } from "../onboarding/CallFailed.tsx"
import { CashAccounts } from "../onboarding/CashAccounts.tsx"
import { type CashEntries, countedMinor, readCash } from "../onboarding/cashForm.ts"

const words = onboarding.cash

const CurrencyNotices = ({ cash }: { readonly cash: CashQuestion }) => (
  <>
    {cash.companyCurrency !== null && cash.companyCurrency !== cash.currency ? (
      <Notice tone="warn" role="status" icon={<Info strokeWidth={1.5} />}>
        {words.otherCurrency(cash.companyCurrency, cash.currency)}
      </Notice>
    ) : null}
    {cash.multiCurrency ? <Notice icon={<Info strokeWidth={1.5} />}>{words.multiCurrency(cash.currency)}</Notice> : null}
  </>
)

export interface CashFormProps {
  readonly cash: CashQuestion
  readonly payroll: PayrollProfile | null
  readonly timezone: TimeZoneName
  readonly submitLabel: string
  readonly isPending: boolean
  /** Why the last confirmation did not hold; null when none failed. */
  readonly error: unknown
  readonly onConfirm: (payload: CashConfirmation) => void
}

/** What counts as cash, and the next payroll where there is one to watch. */
export const CashForm = ({ cash, payroll, timezone, submitLabel, isPending, error, onConfirm }: CashFormProps) => {
  const [entries, setEntries] = useState<CashEntries>({
    roles: {},
    date: payroll?.nextDate ?? "",
    amount: payroll === null ? "" : decimalFromMinor(payroll.amount.minor, payroll.amount.currency)
  })
  const [attempt, setAttempt] = useState(0)
  const today = Effect.runSync(todayIn(timezone))
  const { payload, wrong } = readCash(entries, cash.accounts, cash.currency, today)
  const problems = (attempt > 0 ? wrong : []).map((field) =>
    field === "date"
      ? { fieldId: "payroll-date", text: words.dateMissing }
      : { fieldId: "payroll-amount", text: words.amountMissing }
  )
  const problemOf = (fieldId: string) => problems.find((problem) => problem.fieldId === fieldId)?.text
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (wrong.length > 0 || isPending) return
    onConfirm(payload)
  }
  return (
    <>
      <p className="text-13 text-muted">{words.text}</p>
      <CurrencyNotices cash={cash} />
      <ErrorSummary title={onboarding.problems(problems.length)} problems={problems} attempt={attempt} />
      {error === null ? null : <CallFailed error={error} invalid={words.changed} />}
      <form noValidate onSubmit={submit} className="grid gap-5">
        {cash.accounts.length === 0 ? (
          <Notice tone="warn" role="status" icon={<Info strokeWidth={1.5} />}>
            {words.none}
          </Notice>
        ) : (
          <CashAccounts
            accounts={cash.accounts}
            entries={entries}
            total={moneyText({ minor: countedMinor(entries, cash.accounts), currency: cash.currency })}
            onRole={(accountId, role) => setEntries({ ...entries, roles: { ...entries.roles, [accountId]: role } })}
          />
        )}
        <fieldset className="grid gap-3">
          <legend className="text-14 font-semibold">{words.payroll}</legend>
          <p className="text-13 text-muted">{words.payrollText}</p>
          <div className="grid gap-4 sm:max-w-112 sm:grid-cols-2">
            <Field
              id="payroll-date"
              type="date"
              min={today}
              label={words.date}
              hint={words.dateHint}
              error={problemOf("payroll-date")}
              value={entries.date}
              onChange={(event) => setEntries({ ...entries, date: event.currentTarget.value })}
            />
            <Field
              id="payroll-amount"
              inputMode="decimal"
              autoComplete="off"
              label={words.amount(cash.currency)}
              hint={words.amountHint}
              error={problemOf("payroll-amount")}
              value={entries.amount}
              onChange={(event) => setEntries({ ...entries, amount: event.currentTarget.value })}
            />
          </div>
        </fieldset>
        <div>
          <Button type="submit" variant="primary" unavailable={isPending}>
            {isPending ? onboarding.busy : submitLabel}
          </Button>
        </div>
      </form>
    </>
  )
}
