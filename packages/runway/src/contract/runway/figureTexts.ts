import type { FigureId } from "./Figure.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

export const figureTitle: Readonly<Record<FigureId, string>> = {
  runway: "Runway",
  cash: "Cash",
  receivables: "Open receivables",
  payables: "Open payables",
  countable_receivables: "Receivables that count",
  near_payables: "Bills due soon",
  bill_outflow: "Bills paid",
  other_outflow: "Other outflow",
  invoices_overdue: "Invoices overdue",
  invoices_not_due: "Invoices not due",
  bills_overdue: "Bills overdue",
  bills_due_7: "Bills due in 7 days",
  bills_due_30: "Bills due in 30 days"
}

const receivablesRule: Readonly<Record<RunwaySettings["arInclusion"], string>> = {
  none: "No receivables are counted.",
  not_due_only: "Open invoices that are not past due",
  up_to_90: "Open invoices at most 90 days past due",
  all: "All open invoices"
}

const netted = "credits of the same party subtracted, each party floored at zero"

/** What a figure counts, in one sentence with the settings it was computed with. */
export const figureRule = (id: FigureId, settings: RunwaySettings): string => {
  const rules: Readonly<Record<FigureId, string>> = {
    runway: `(cash + receivables) ÷ used per day. Used per day is the higher of bills due ÷ ${settings.apHorizonDays} and bills paid ÷ days, plus other outflow ÷ days; after ${settings.apHorizonDays} days only the usual pace counts. Rounded down to whole days.`,
    cash: "Balances of the bank accounts that are counted as cash.",
    receivables: "All open invoices less unapplied payments and credit memos.",
    payables: "All open bills less vendor credits.",
    countable_receivables:
      settings.arInclusion === "none" ? receivablesRule.none : `${receivablesRule[settings.arInclusion]}, ${netted}.`,
    near_payables: `Open bills that are overdue, undated or due within ${settings.apHorizonDays} days, ${netted}; plus payments recorded for a later day in that time.`,
    bill_outflow: "Cash that left counted accounts in the window to pay bills.",
    other_outflow:
      settings.burnBasis === "gross"
        ? "All other cash that left counted accounts in the window; transfers between them and items marked one-off are left out."
        : "All other cash that left counted accounts in the window less inflow that came from no invoice; transfers between them and items marked one-off are left out.",
    invoices_overdue: "Open invoices past their due date, credits not subtracted.",
    invoices_not_due: "Open invoices due today or later, or without a due date, credits not subtracted.",
    bills_overdue: "Open bills past their due date, credits not subtracted.",
    bills_due_7: "Open bills due from today to 7 days ahead, credits not subtracted.",
    bills_due_30: "Open bills due from today to 30 days ahead, credits not subtracted."
  }
  return rules[id]
}
