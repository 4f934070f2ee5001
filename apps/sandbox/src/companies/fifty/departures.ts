import type { Aim, BankSpec, PlantId } from "./Blueprint.ts"
import { days, type Shape } from "./variants.ts"

interface Departure extends Partial<Shape> {
  readonly banks?: ReadonlyArray<BankSpec>
  /** Planted beside what the variant has. */
  readonly more?: ReadonlyArray<PlantId>
}

/** A company without a trade: its books hold what is planted and nothing else. */
const idle = (aim: Aim, plants: ReadonlyArray<PlantId> = []): Departure => ({ activity: "idle", aim, gaps: [], plants })

const reference: Aim = { kind: "reference" }

/** In percent of a month's revenue. */
const cash = (percent: number): Aim => ({ kind: "cash", percent })

/** What a company has that its variant has not. */
export const departures: Readonly<Record<string, Departure>> = {
  "Redfern Creative": { aim: reference, more: ["overdue_backlog", "paid_ahead"] },
  "Lighthouse Brand Works": { more: ["large_overdue", "stale_invoices"] },
  "Mica Media": { more: ["no_address", "lost_references"] },
  "Tallgrass Studio": {
    banks: [
      { name: "Operating", parts: -10 },
      { name: "Payroll Account", parts: 80 },
      { name: "Tax Reserve", parts: 30 }
    ],
    more: ["awkward_dates"]
  },
  "Oxbow Digital": { more: ["old_bill"] },
  "Sparrow & Finch": { more: ["undeposited"] },
  "Quarry Lane Marketing": { more: ["voided_and_deleted"] },
  "Halcyon Holdings": idle(cash(300)),
  "Paper Kite Agency": idle(days(52), ["single_outflow"]),

  "Ironbark Builders": { more: ["large_overdue", "unusual_amount"] },
  "Cedar Ridge Contractors": { more: ["impossible", "old_bill", "awkward_dates"] },
  "Stillwater Homes": { more: ["credits_beyond", "closed_bank"] },
  "Granite Peak Construction": {
    banks: [
      { name: "Operating", parts: 45 },
      { name: "Equipment Reserve", parts: 25, inside: "Operating" }
    ],
    more: ["voided_and_deleted"]
  },
  "Bramble Restoration": { more: ["unusual_amount"] },
  "Fieldstone Remodeling": { more: ["paid_ahead"] },
  "Three Rivers Concrete": { aim: days(12), more: ["lost_references"] },
  "Overlook Framing": { aim: cash(-9) },
  "Basalt Ventures": idle(cash(120), ["unpaid_bills"]),
  "Millrace Renovation": { ...idle(cash(30), ["uncategorized"]), historyDays: 5 },

  "Ashcroft Legal": { aim: reference, more: ["no_address", "stale_invoices"] },
  "Meridian Tax & Law": { documents: 1_950, more: ["undeposited", "overdue_backlog"] },
  "Linden Architects": { timeZone: "Asia/Tokyo", more: ["awkward_dates"] },
  "Whitcomb Notaries": { more: ["impossible"] },
  "Peregrine Patent Law": { more: ["credits_beyond"] },
  "Sutter Surveyors": { aim: cash(-4) },
  "Elmhurst Fiduciary": { ...idle(cash(0)), banks: [{ name: "Client Trust (IOLTA)", trust: 85_000 }] },
  "Kestrel Appraisals": { aim: days(23) },

  "Wren & Willow Goods": { timeZone: "Europe/London", more: ["undeposited"] },
  "Northwind Outfitters": { documents: 1_930, more: ["closed_bank", "voided_and_deleted"] },
  "Sundry Supply Co": { more: ["foreign_documents", "rate_missing"] },
  "Copper Kettle Kitchen": {
    banks: [
      { name: "Checking", parts: 95 },
      { name: "Sales Tax Savings", parts: 35, inside: "Checking" }
    ],
    more: ["paid_ahead"]
  },
  "Tidepool Toys": { more: ["awkward_dates"] },
  "Blue Door Ceramics": { plants: ["undated_bills", "uncategorized", "stale_invoices"] },
  "Marigold Imports": { ...idle(cash(0), ["card_only", "undated_invoices"]), banks: [] },
  "Lantern Books": { aim: days(80), historyDays: 18, plants: ["uncategorized"] },

  "Argent Advisory": { aim: reference, more: ["paid_ahead"] },
  "Bellwether Strategy": { more: ["large_overdue", "straight_lines"] },
  "Delphi Risk Partners": { aim: days(104), more: ["foreign_documents", "foreign_bank"] },
  "Everline Operations": { timeZone: "Pacific/Auckland", more: ["old_bill"] },
  "Gannet Systems": { more: ["lost_references"] },
  "Isthmus Partners": { ...idle(cash(80)), historyDays: 0 },
  "Jetty Logistics Consulting": { aim: cash(60), more: ["beyond_range"] }
}
