import { expectedItems } from "../../completeness/expectedItems.ts"
import { burnWindow } from "../../runway/burnWindow.ts"
import { defaultSettings } from "../../runway/RunwaySettings.ts"
import { evidenceOf, type Finding, type HygieneRule, type RecordRef } from "../Finding.ts"
import { ageOf } from "../HygieneBooks.ts"

/** HYG-22: a bill that came regularly and has not come; what is expected is what the digest expects. */
export const missingRecurringBill: HygieneRule = (books) =>
  (expectedItems(books.snapshot) ?? [])
    .filter(({ paidBy }) => paidBy === "bill")
    .flatMap(({ amountMinor, expectedOn, learnedFrom, payee }): ReadonlyArray<Finding> => {
      const records = learnedFrom.flatMap(({ qboId }): ReadonlyArray<RecordRef> =>
        qboId === null ? [] : [{ entityType: "Bill", qboId }]
      )
      const last = records.at(-1)
      return last === undefined
        ? []
        : [
            {
              ruleId: "HYG-22",
              severity: "medium",
              key: `${payee}/${expectedOn}`,
              records: [last],
              amountMinor,
              date: expectedOn,
              facts: { count: records.length, days: ageOf(books, expectedOn) },
              evidence: evidenceOf([expectedOn])
            }
          ]
    })

/** HYG-23: pay went out in the last 90 days, and nobody has said which payroll to watch. */
export const payrollNotConfigured: HygieneRule = ({ payroll, snapshot }) => {
  const window = burnWindow(snapshot, defaultSettings)
  const paid = snapshot.movements.filter(
    ({ amountMinor, counterKind, date }) =>
      counterKind === "payroll" && amountMinor < 0n && date >= window.from && date <= window.to
  )
  if (payroll !== null || paid.length === 0 || window.days === 0) return []
  return [
    {
      ruleId: "HYG-23",
      severity: "medium",
      key: "payroll",
      records: [],
      amountMinor: paid.reduce((sum, { amountMinor }) => sum - amountMinor, 0n),
      date:
        paid
          .map(({ date }) => date)
          .toSorted()
          .at(-1) ?? null,
      facts: { count: paid.length },
      evidence: "payroll"
    }
  ]
}
