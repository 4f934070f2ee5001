import { todayIn } from "@beep/kernel/LocalDate"
import { decimalFromMinor } from "@beep/kernel/Money"
import type { CashQuestion } from "@beep/runway/contract/onboarding/CashChoice"
import type { Onboarding } from "@beep/runway/contract/onboarding/Onboarding"
import type { CashConfirmation } from "@beep/runway/contract/OnboardingApi"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { Notice } from "@beep/ui/Notice"
import { useNavigate } from "@tanstack/react-router"
import { Effect } from "effect"
import { Info } from "lucide-react"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { moneyText } from "../runway/amounts.ts"
import { CallFailed } from "./CallFailed.tsx"
import { CashAccounts } from "./CashAccounts.tsx"
import { type CashEntries, countedMinor, readCash } from "./cashForm.ts"
import { useConfirm } from "./queries.ts"

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

/** Step 4: what counts as cash, and the next payroll where there is one to watch. */
export const CashStep = ({ session, cash }: { readonly session: Onboarding; readonly cash: CashQuestion }) => {
  const { onboardingId, payroll, timezone } = session
  const navigate = useNavigate()
  const [entries, setEntries] = useState<CashEntries>({
    roles: {},
    date: payroll?.nextDate ?? "",
    amount: payroll === null ? "" : decimalFromMinor(payroll.amount.minor, payroll.amount.currency)
  })
  const [attempt, setAttempt] = useState(0)
  const confirm = useConfirm(onboardingId, (payload: CashConfirmation) =>
    callApi((client) => client.onboarding.confirmCash({ params: { onboardingId }, payload }))
  )
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
    if (wrong.length > 0 || confirm.isPending) return
    confirm.mutate(payload, { onSuccess: () => void navigate({ to: ".", search: {}, replace: true }) })
  }
  return (
    <>
      <p className="text-13 text-muted">{words.text}</p>
      <CurrencyNotices cash={cash} />
      <ErrorSummary title={onboarding.problems(problems.length)} problems={problems} attempt={attempt} />
      {confirm.isError ? <CallFailed error={confirm.error} invalid={words.changed} /> : null}
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
          <Button type="submit" variant="primary" unavailable={confirm.isPending}>
            {confirm.isPending ? onboarding.busy : words.submit}
          </Button>
        </div>
      </form>
    </>
  )
}
