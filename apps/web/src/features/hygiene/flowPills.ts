import type { LocalDate } from "@beep/kernel/LocalDate"
import type { FlowEvent } from "@beep/runway/contract/hygiene/flowEvents"
import type { FlowPill } from "@beep/ui/Flowband"
import { flow } from "../../messages/flow.ts"
import { hygiene } from "../../messages/hygiene.ts"
import { calendarDay } from "../../shell/times.ts"
import { amountText } from "../runway/amounts.ts"

const labelOf = (event: FlowEvent): string => {
  switch (event.kind) {
    case "issue":
      return event.party ?? hygiene.ruleTitle(event)
    case "payroll":
      return flow.payroll
    case "bill_due":
    case "invoice_expected":
      return [event.party ?? flow.kinds[event.kind], event.docNumber ?? ""].join(" ").trim()
  }
}

const aboutOf = (event: FlowEvent): string =>
  event.kind === "issue" ? `${hygiene.severity[event.severity]}, ${hygiene.ruleTitle(event)}` : flow.kinds[event.kind]

/** The sign is the direction's, where there is one: an issue's amount is a size. What goes nowhere, as a balance, keeps its own. */
const signed = ({ amount, direction }: FlowEvent): string | undefined => {
  if (amount === null) return undefined
  if (direction === "none") return amountText(amount)
  const size = amountText({ ...amount, minor: amount.minor < 0n ? -amount.minor : amount.minor })
  return `${direction === "in" ? "+" : "\u2212"}${size}`
}

/** The events of the band in words; the band and the list show the same. */
export const flowPills = (events: ReadonlyArray<FlowEvent>, today: LocalDate): ReadonlyArray<FlowPill> =>
  events.map((event) => {
    const amount = signed(event)
    const when = event.date === null ? flow.undated : calendarDay(event.date, today)
    const label = labelOf(event)
    return {
      id: event.id,
      label,
      amount,
      direction: event.direction,
      severity: event.kind === "issue" ? event.severity : undefined,
      day: event.day,
      when,
      about: `${aboutOf(event)}, ${when}`,
      marker: event.kind === "payroll"
    }
  })

const countOf = (events: ReadonlyArray<FlowEvent>, kind: FlowEvent["kind"]): number =>
  events.filter((event) => event.kind === kind).length

export const flowSummary = (events: ReadonlyArray<FlowEvent>): string =>
  flow.summary({
    issues: countOf(events, "issue"),
    bills: countOf(events, "bill_due"),
    invoices: countOf(events, "invoice_expected"),
    payrolls: countOf(events, "payroll")
  })
