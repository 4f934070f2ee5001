import type { TradeProfile } from "../Blueprint.ts"

/** A shop: the processor keeps its fee and pays out what is left; the last quarter sells two and a half times the rest. */
export const ecommerce: TradeProfile = {
  trade: "ecommerce",
  revenue: 180_000,
  banks: [
    { name: "Checking", parts: 95 },
    { name: "Sales Tax Savings", parts: 35 }
  ],
  style: "processor",
  termDays: 30,
  paysAfter: [0, 0],
  mix: { sales: 66, bills: 20 },
  spent: { bills: 52, card: 12 },
  billAccounts: ["Cost of Goods Sold"],
  cardAccounts: ["Advertising", "Software", "Cost of Goods Sold"],
  recurring: [
    {
      kind: "payroll",
      payee: "Gusto Payroll",
      account: "Payroll Expenses",
      amount: 15_500,
      sway: 3,
      cadence: { unit: "fortnight" },
      by: "check"
    },
    {
      kind: "rent",
      payee: "Depot 14 Warehousing",
      account: "Rent or Lease",
      amount: 6_200,
      sway: 0,
      cadence: { unit: "month", day: 1 },
      by: "check"
    },
    {
      kind: "tax",
      payee: "State Department of Revenue",
      account: "Taxes & Licenses",
      amount: 5_600,
      sway: 5,
      cadence: { unit: "month", day: 20 },
      by: "check",
      from: "Sales Tax Savings"
    },
    {
      kind: "loan",
      payee: "Merchant Capital Partners",
      account: "Loan Payable",
      amount: 2_900,
      sway: 0,
      cadence: { unit: "month", day: 8 },
      by: "check"
    },
    {
      kind: "subscription",
      payee: "Storefront Platform",
      account: "Software",
      amount: 799,
      sway: 0,
      cadence: { unit: "month", day: 6 },
      by: "card"
    },
    {
      kind: "subscription",
      payee: "Returns Desk",
      account: "Software",
      amount: 350,
      sway: 2,
      cadence: { unit: "month", day: 16 },
      by: "bill"
    }
  ],
  customers: ["Marketplace Wholesale", "Corner Gift Shops", "Hotel Boutique Group"],
  vendors: ["Shenlong Textiles", "Parcel Partners", "Boxwright Packaging", "Loom & Dye", "Anchor Freight", "Bright Labels"],
  season: (month) => (month >= 10 ? 250 : 100)
}
