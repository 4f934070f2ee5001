import type { TradeProfile } from "../Blueprint.ts"

/** Progress invoices with ten percent held back, and materials bought in lumps. */
export const construction: TradeProfile = {
  trade: "construction",
  revenue: 120_000,
  banks: [
    { name: "Operating", parts: 45 },
    { name: "Equipment Reserve", parts: 25 }
  ],
  style: "progress",
  termDays: 30,
  paysAfter: [18, 44],
  mix: { sales: 30, bills: 46 },
  spent: { bills: 44, card: 5 },
  billAccounts: ["Cost of Goods Sold", "Cost of Goods Sold", "Subcontractors"],
  cardAccounts: ["Cost of Goods Sold", "Utilities", "Telephone"],
  recurring: [
    {
      kind: "payroll",
      payee: "Gusto Payroll",
      account: "Payroll Expenses",
      amount: 19_500,
      sway: 4,
      cadence: { unit: "fortnight" },
      by: "check"
    },
    {
      kind: "rent",
      payee: "Yard Lease Partners",
      account: "Rent or Lease",
      amount: 3_900,
      sway: 0,
      cadence: { unit: "month", day: 1 },
      by: "check"
    },
    {
      kind: "tax",
      payee: "State Department of Revenue",
      account: "Taxes & Licenses",
      amount: 2_300,
      sway: 6,
      cadence: { unit: "month", day: 20 },
      by: "check"
    },
    {
      kind: "loan",
      payee: "Truck Finance Co",
      account: "Loan Payable",
      amount: 2_750,
      sway: 0,
      cadence: { unit: "month", day: 3 },
      by: "check"
    },
    {
      kind: "subscription",
      payee: "Sitebook Cloud",
      account: "Software",
      amount: 520,
      sway: 0,
      cadence: { unit: "month", day: 11 },
      by: "card"
    },
    {
      kind: "subscription",
      payee: "Brightwater Insurance",
      account: "Insurance",
      amount: 2_400,
      sway: 0,
      cadence: { unit: "month", day: 5 },
      by: "bill"
    }
  ],
  customers: [
    "City of Redmond",
    "Tolliver Estates",
    "Greer Medical Plaza",
    "Osgood Family",
    "Hanover School District",
    "Pier Nine Lofts",
    "Stonecrop Winery"
  ],
  vendors: ["Norwood Lumber", "Keystone Concrete", "Dorsey Electric", "Apex Roofing Supply", "Cobalt Plumbing", "Marsh Rentals"]
}
