import type { TradeProfile } from "../Blueprint.ts"

/** Few large invoices and long cycles. */
export const consulting: TradeProfile = {
  trade: "consulting",
  revenue: 120_000,
  banks: [{ name: "Checking", parts: 150 }],
  style: "invoices",
  termDays: 45,
  paysAfter: [30, 62],
  invoicesPerMonth: 4,
  mix: { sales: 8, bills: 40 },
  spent: { bills: 8, card: 7 },
  billAccounts: ["Subcontractors", "Advertising"],
  cardAccounts: ["Advertising", "Telephone", "Software"],
  recurring: [
    {
      kind: "payroll",
      payee: "Gusto Payroll",
      account: "Payroll Expenses",
      amount: 38_000,
      sway: 1,
      cadence: { unit: "fortnight" },
      by: "check"
    },
    {
      kind: "rent",
      payee: "Union Square Offices",
      account: "Rent or Lease",
      amount: 5_100,
      sway: 0,
      cadence: { unit: "month", day: 1 },
      by: "check"
    },
    {
      kind: "tax",
      payee: "Internal Revenue Service",
      account: "Taxes & Licenses",
      amount: 9_800,
      sway: 3,
      cadence: { unit: "quarter", day: 15 },
      by: "check"
    },
    {
      kind: "loan",
      payee: "Northmark Bank",
      account: "Loan Payable",
      amount: 1_650,
      sway: 0,
      cadence: { unit: "month", day: 22 },
      by: "check"
    },
    {
      kind: "subscription",
      payee: "Analyst Workbench",
      account: "Software",
      amount: 1_100,
      sway: 0,
      cadence: { unit: "month", day: 7 },
      by: "card"
    },
    {
      kind: "subscription",
      payee: "Indemnity Group",
      account: "Insurance",
      amount: 1_450,
      sway: 0,
      cadence: { unit: "month", day: 13 },
      by: "bill"
    }
  ],
  customers: ["Northern Rail", "Amberline Utilities", "Castell Insurance", "Port of Everhart", "Lowry Hospitals"],
  vendors: ["Independent Analysts", "Corporate Travel Desk", "Survey Fieldwork", "Slate Design", "Briar Translations"]
}
