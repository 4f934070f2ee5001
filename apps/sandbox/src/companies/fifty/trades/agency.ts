import type { TradeProfile } from "../Blueprint.ts"

/** Retainers, slow payers, payroll every other Friday from an account of its own. */
export const agency: TradeProfile = {
  trade: "agency",
  revenue: 50_000,
  banks: [
    { name: "Operating", parts: 75 },
    { name: "Payroll Account", parts: 25 },
    { name: "Tax Reserve", parts: 15 }
  ],
  style: "retainers",
  termDays: 15,
  paysAfter: [20, 48],
  mix: { sales: 46, bills: 24 },
  spent: { bills: 6, card: 5 },
  billAccounts: ["Advertising", "Subcontractors", "Software"],
  cardAccounts: ["Advertising", "Software", "Telephone"],
  recurring: [
    {
      kind: "payroll",
      payee: "Payroll",
      account: "Payroll Expenses",
      amount: 22_000,
      sway: 2,
      cadence: { unit: "fortnight" },
      by: "payroll_check",
      from: "Payroll Account"
    },
    {
      kind: "rent",
      payee: "Harbor View Properties",
      account: "Rent or Lease",
      amount: 3_200,
      sway: 0,
      cadence: { unit: "month", day: 1 },
      by: "check"
    },
    {
      kind: "tax",
      payee: "Internal Revenue Service",
      account: "Taxes & Licenses",
      amount: 4_800,
      sway: 5,
      cadence: { unit: "quarter", day: 15 },
      by: "check",
      from: "Tax Reserve"
    },
    {
      kind: "loan",
      payee: "First Sound Bank",
      account: "Loan Payable",
      amount: 940,
      sway: 0,
      cadence: { unit: "month", day: 12 },
      by: "check"
    },
    {
      kind: "subscription",
      payee: "Pixelworks Suite",
      account: "Software",
      amount: 640,
      sway: 0,
      cadence: { unit: "month", day: 4 },
      by: "card"
    },
    {
      kind: "subscription",
      payee: "Mediabase",
      account: "Software",
      amount: 410,
      sway: 3,
      cadence: { unit: "month", day: 9 },
      by: "bill"
    }
  ],
  customers: [
    "Alder Street Coffee",
    "Beacon Hill Cycles",
    "Corvid Games",
    "Dune Outdoor",
    "Eastgate Clinic",
    "Foxglove Skincare",
    "Granite Gym",
    "Hollis Optics",
    "Ironwood Furniture",
    "Juno Bakery"
  ],
  vendors: ["Cascade Print Co", "Metro Media Buying", "Halden Design", "Pacific Telephone", "Larkspur Studios", "Tandem Copy"]
}
