import type { TradeProfile } from "../Blueprint.ts"

/** An office that also holds its clients' money, which is not its own. */
export const professional: TradeProfile = {
  trade: "professional",
  revenue: 80_000,
  banks: [
    { name: "Operating", parts: 120 },
    { name: "Client Trust (IOLTA)", trust: 85_000 }
  ],
  style: "invoices",
  termDays: 30,
  paysAfter: [12, 40],
  mix: { sales: 54, bills: 22 },
  spent: { bills: 8, card: 4 },
  billAccounts: ["Insurance", "Advertising", "Subcontractors"],
  cardAccounts: ["Software", "Telephone", "Utilities"],
  recurring: [
    {
      kind: "payroll",
      payee: "Payroll",
      account: "Payroll Expenses",
      amount: 24_000,
      sway: 1,
      cadence: { unit: "fortnight" },
      by: "payroll_check"
    },
    {
      kind: "rent",
      payee: "Fourth Avenue Tower",
      account: "Rent or Lease",
      amount: 6_100,
      sway: 0,
      cadence: { unit: "month", day: 1 },
      by: "check"
    },
    {
      kind: "tax",
      payee: "Internal Revenue Service",
      account: "Taxes & Licenses",
      amount: 5_400,
      sway: 4,
      cadence: { unit: "quarter", day: 15 },
      by: "check"
    },
    {
      kind: "loan",
      payee: "Cascadia Credit Union",
      account: "Loan Payable",
      amount: 1_180,
      sway: 0,
      cadence: { unit: "month", day: 18 },
      by: "check"
    },
    {
      kind: "subscription",
      payee: "LexSearch",
      account: "Software",
      amount: 1_250,
      sway: 0,
      cadence: { unit: "month", day: 3 },
      by: "card"
    },
    {
      kind: "subscription",
      payee: "Professional Liability Mutual",
      account: "Insurance",
      amount: 1_900,
      sway: 0,
      cadence: { unit: "month", day: 14 },
      by: "bill"
    }
  ],
  customers: [
    "Estate of M. Calloway",
    "Rivera Holdings",
    "Trellis Software",
    "Vantage Realty",
    "Amaro Foods",
    "Bluff Street Partners",
    "Corliss Manufacturing",
    "Drayton Clinic"
  ],
  vendors: ["Court Reporters Northwest", "Filing Runner", "Paperline Supply", "Quill Research", "Sable IT Services"]
}
