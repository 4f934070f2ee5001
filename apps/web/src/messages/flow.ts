const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** The band of events of the coming weeks. */
export const flow = {
  title: (weeks: number): string => `Next ${weeks} weeks`,
  horizon: "Horizon",
  weeks: (weeks: number): string => `${weeks} weeks`,
  early: "Overdue or undated",
  undated: "No due date",
  payroll: "Payroll",
  kinds: { bill_due: "Bill due", invoice_expected: "Invoice expected", payroll: "Payroll" },
  summary: ({
    bills,
    invoices,
    issues,
    payrolls
  }: {
    readonly issues: number
    readonly bills: number
    readonly invoices: number
    readonly payrolls: number
  }): string =>
    [
      issues > 0 ? counted(issues, "issue", "issues") : "",
      bills > 0 ? counted(bills, "bill", "bills") : "",
      invoices > 0 ? counted(invoices, "invoice", "invoices") : "",
      payrolls > 0 ? counted(payrolls, "payroll", "payrolls") : ""
    ]
      .filter((part) => part !== "")
      .join(", ") || "No events",
  legend: (currency: string): string => `Money in above the line, money out below, ${currency}.`,
  loading: "Drawing the coming weeks"
} as const
