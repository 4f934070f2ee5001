import type { LocalDate } from "@beep/kernel/LocalDate"
import { recordName } from "@beep/runway/contract/messages"
import type { HygieneIssue, IssueRecord } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { Currency } from "@beep/kernel/Money"
import { hygiene } from "../../messages/hygiene.ts"
import { issueReason } from "../../messages/issueReason.ts"
import { calendarDay } from "../../shell/times.ts"
import { moneyText } from "../runway/amounts.ts"

const recordText = (record: IssueRecord, today: LocalDate, withAmount: boolean): string => {
  const { amount, date, dueDate, entityType, partyName, qboId, title } = record
  const isDocument = date !== null || partyName !== null
  const name = isDocument
    ? `${recordName[entityType].toLowerCase()} ${title ?? qboId}`
    : (title ?? `${recordName[entityType]} ${qboId}`)
  return [
    [partyName, name].filter((part) => part !== null).join(", "),
    dueDate !== null
      ? hygiene.record.due(calendarDay(dueDate, today))
      : date !== null
        ? hygiene.record.dated(calendarDay(date, today))
        : "",
    withAmount && amount !== null ? moneyText(amount) : ""
  ]
    .filter((part) => part !== "")
    .join(" ")
}

/** What an issue is about in one line; amounts of records only where there are several. */
export const recordsText = (
  { recordCount, records }: Pick<HygieneIssue, "records" | "recordCount">,
  today: LocalDate
): string => {
  const [first, second] = records
  if (first === undefined) return hygiene.record.none
  if (second === undefined) return recordText(first, today, false)
  const named = recordCount === 2 ? [first, second] : [first]
  return [
    named.map((record) => recordText(record, today, true)).join("; "),
    recordCount > named.length ? hygiene.record.more(recordCount - named.length) : ""
  ]
    .filter((part) => part !== "")
    .join(" ")
}

/** Why the rule says so, with what it compared written in the currency of the books. */
export const reasonText = (issue: Pick<HygieneIssue, "facts" | "ruleId">, currency: Currency): string | null => {
  const { comparedMinor } = issue.facts
  return issueReason(issue, comparedMinor === undefined ? "" : moneyText({ minor: comparedMinor, currency }))
}
