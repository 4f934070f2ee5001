import type { Archetype } from "./Archetype.ts"

/** An agency two weeks from empty: payroll every other Friday, retainers, bills without due dates, credits both ways. */
const northlight: Archetype = {
  realmId: "9130350000000001",
  name: "Northlight Marketing",
  legalName: "Northlight Marketing LLC",
  historyDays: 420,
  banks: { Operating: 14_620, Payroll: 7_430, "Tax Reserve": 1_010 },
  sales: {
    customers: [
      "Alder Street Coffee",
      "Beacon Hill Cycles",
      "Corvid Games",
      "Dune Outdoor",
      "Eastgate Clinic",
      "Foxglove Skincare"
    ],
    perMonth: 15,
    amount: [3_100, 4_300],
    termDays: 15,
    paidAfter: [-14, -9]
  },
  payroll: { amount: 22_000, everyDays: 14, by: "payroll_check" },
  costs: [
    { vendor: "Harbor View Properties", account: "Rent or Lease", amount: 4_350, day: 1, by: "check" },
    { vendor: "Adobe", account: "Software", amount: 640, day: 4, by: "card" },
    { vendor: "Google Ads", account: "Advertising", amount: 1_900, day: 12, sway: 20, by: "card" },
    {
      vendor: "Cascade Print Co",
      account: "Advertising",
      amount: 2_100,
      day: 8,
      sway: 15,
      by: "bill",
      termDays: 30,
      paidAfter: 4
    },
    {
      vendor: "Metro Media Buying",
      account: "Advertising",
      amount: 3_600,
      day: 18,
      sway: 10,
      by: "bill",
      termDays: 30,
      paidAfter: 2
    },
    { vendor: "Pacific Telephone", account: "Telephone", amount: 285, day: 22, by: "bill", termDays: 15, paidAfter: 0 }
  ],
  plants: [
    "bill_without_due_date",
    "duplicate_bill",
    "duplicate_vendor",
    "unapplied_payment",
    "credit_memo",
    "vendor_credit",
    "partial_payments",
    "uncategorized",
    "undeposited",
    "stale_invoice",
    "future_payment",
    "inactive_vendor"
  ]
}

/** Lumpy materials, progress invoices, slow payers: about six weeks. */
const harbor: Archetype = {
  realmId: "9130350000000002",
  name: "Harbor & Pine Construction",
  legalName: "Harbor & Pine Construction Inc",
  historyDays: 420,
  banks: { Operating: 17_000, "Equipment Reserve": 6_000 },
  sales: {
    customers: ["City of Redmond", "Tolliver Estates", "Greer Medical Plaza", "Osgood Family"],
    perMonth: 5,
    amount: [18_000, 30_000],
    termDays: 30,
    paidAfter: [-5, 12],
    inParts: 30
  },
  payroll: { amount: 19_500, everyDays: 14, by: "check" },
  costs: [
    {
      vendor: "Norwood Lumber",
      account: "Cost of Goods Sold",
      amount: 31_000,
      day: 10,
      sway: 35,
      by: "bill",
      termDays: 30,
      paidAfter: 3
    },
    {
      vendor: "Keystone Concrete",
      account: "Cost of Goods Sold",
      amount: 17_500,
      day: 21,
      sway: 30,
      by: "bill",
      termDays: 45,
      paidAfter: 0
    },
    {
      vendor: "Dorsey Electric",
      account: "Subcontractors",
      amount: 9_800,
      day: 15,
      sway: 10,
      by: "bill",
      termDays: 15,
      paidAfter: 6
    },
    { vendor: "Yard Lease Partners", account: "Rent or Lease", amount: 3_900, day: 1, by: "check" },
    { vendor: "Brightwater Insurance", account: "Insurance", amount: 2_400, day: 5, by: "check" }
  ],
  plants: ["partial_payments", "vendor_credit", "stale_invoice", "uncategorized"]
}

/** A law office with money that is not its own. */
const fairbanks: Archetype = {
  realmId: "9130350000000003",
  name: "Fairbanks Legal",
  legalName: "Fairbanks & Ito Law PLLC",
  historyDays: 420,
  banks: { Operating: 148_000, "Client Trust (IOLTA)": 85_000 },
  sales: {
    customers: ["Estate of M. Calloway", "Rivera Holdings", "Trellis Software", "Vantage Realty"],
    perMonth: 10,
    amount: [6_500, 9_500],
    termDays: 30,
    paidAfter: [-10, 8]
  },
  payroll: { amount: 24_000, everyDays: 14, by: "payroll_check" },
  costs: [
    { vendor: "Fourth Avenue Tower", account: "Rent or Lease", amount: 7_800, day: 1, by: "check" },
    { vendor: "LexSearch", account: "Software", amount: 1_450, day: 3, by: "card" },
    {
      vendor: "Professional Liability Mutual",
      account: "Insurance",
      amount: 2_100,
      day: 14,
      by: "bill",
      termDays: 30,
      paidAfter: 0
    }
  ],
  plants: ["invoice_without_due_date", "credit_memo"]
}

/** Takings by processor, a season, refunds, suppliers on long terms. */
const juniper: Archetype = {
  realmId: "9130350000000004",
  name: "Juniper & Co Goods",
  legalName: "Juniper & Co Goods Inc",
  historyDays: 420,
  banks: { Checking: 165_000, "Sales Tax": 22_000 },
  takings: { everyDays: 2, amount: [9_500, 13_500], holidayUplift: 60, refundPercent: 35 },
  payroll: { amount: 21_000, everyDays: 14, by: "check" },
  costs: [
    {
      vendor: "Shenlong Textiles",
      account: "Cost of Goods Sold",
      amount: 62_000,
      day: 6,
      sway: 20,
      by: "bill",
      termDays: 45,
      paidAfter: 0
    },
    {
      vendor: "Parcel Partners",
      account: "Cost of Goods Sold",
      amount: 11_500,
      day: 16,
      sway: 15,
      by: "bill",
      termDays: 15,
      paidAfter: 1
    },
    { vendor: "Google Ads", account: "Advertising", amount: 14_000, day: 9, sway: 20, by: "card" },
    { vendor: "Depot 14 Warehousing", account: "Rent or Lease", amount: 6_200, day: 1, by: "check" }
  ],
  plants: ["duplicate_vendor", "undeposited"]
}

/** Few large invoices and long cycles; plenty in the bank. */
const tessera: Archetype = {
  realmId: "9130350000000005",
  name: "Tessera Consulting",
  legalName: "Tessera Consulting Group LLC",
  historyDays: 420,
  banks: { Checking: 240_000, Savings: 180_000 },
  sales: {
    customers: ["Northern Rail", "Amberline Utilities", "Castell Insurance"],
    perMonth: 3,
    amount: [32_000, 48_000],
    termDays: 45,
    paidAfter: [0, 25]
  },
  payroll: { amount: 27_000, everyDays: 14, by: "check" },
  costs: [
    { vendor: "Union Square Offices", account: "Rent or Lease", amount: 5_100, day: 1, by: "check" },
    { vendor: "Corporate Travel Desk", account: "Advertising", amount: 6_400, day: 19, sway: 40, by: "card" }
  ],
  plants: ["future_payment"]
}

/** A café below zero. */
const kettle: Archetype = {
  realmId: "9130350000000006",
  name: "Blue Kettle Café",
  legalName: "Blue Kettle Hospitality LLC",
  historyDays: 300,
  banks: { Checking: -2_340 },
  takings: { everyDays: 1, amount: [780, 1_450] },
  payroll: { amount: 9_800, everyDays: 14, by: "check" },
  costs: [
    {
      vendor: "Morrow Foods",
      account: "Cost of Goods Sold",
      amount: 8_900,
      day: 7,
      sway: 15,
      by: "bill",
      termDays: 15,
      paidAfter: 5
    },
    { vendor: "Corner Block Realty", account: "Rent or Lease", amount: 4_100, day: 1, by: "check" },
    { vendor: "City Utilities", account: "Utilities", amount: 760, day: 13, sway: 20, by: "bill" }
  ],
  plants: ["duplicate_bill", "uncategorized"]
}

/** Nothing goes out: income only. */
const marlow: Archetype = {
  realmId: "9130350000000007",
  name: "Marlow Holdings",
  legalName: "Marlow Holdings LP",
  historyDays: 400,
  banks: { Checking: 61_500 },
  sales: { customers: ["Ashby Tenants"], perMonth: 1, amount: [2_400, 2_400], termDays: 15, paidAfter: [-10, -2] },
  costs: [],
  plants: []
}

/** A practice on seven weeks, payroll through QuickBooks Payroll only. */
const ridgeway: Archetype = {
  realmId: "9130350000000008",
  name: "Ridgeway Dental",
  legalName: "Ridgeway Dental Associates PC",
  historyDays: 420,
  banks: { Checking: 46_000, "Tax Reserve": 9_500 },
  sales: {
    customers: ["Delta Plan", "Guardian Plan", "Patients"],
    perMonth: 15,
    amount: [3_000, 4_400],
    termDays: 15,
    paidAfter: [-5, 6]
  },
  payroll: { amount: 17_500, everyDays: 14, by: "payroll_check" },
  costs: [
    {
      vendor: "Schein Supply",
      account: "Cost of Goods Sold",
      amount: 5_200,
      day: 11,
      sway: 15,
      by: "bill",
      termDays: 30,
      paidAfter: 0
    },
    { vendor: "Ridge Plaza", account: "Rent or Lease", amount: 6_400, day: 1, by: "check" },
    { vendor: "First Sound Bank", account: "Interest Paid", amount: 2_900, day: 25, by: "check" }
  ],
  plants: ["unapplied_payment", "partial_payments"]
}

/** Days from empty, bills nobody pays. */
const copperleaf: Archetype = {
  realmId: "9130350000000009",
  name: "Copperleaf Landscaping",
  legalName: "Copperleaf Landscaping LLC",
  historyDays: 360,
  banks: { Checking: 2_150 },
  sales: {
    customers: ["Lakeshore HOA", "Mill Creek Park District"],
    perMonth: 8,
    amount: [1_900, 2_900],
    termDays: 15,
    paidAfter: [-14, -10]
  },
  payroll: { amount: 7_200, everyDays: 14, by: "check" },
  costs: [
    {
      vendor: "Evergreen Nursery",
      account: "Cost of Goods Sold",
      amount: 3_100,
      day: 9,
      sway: 20,
      by: "bill",
      termDays: 30,
      paidAfter: 20
    },
    { vendor: "Truck Finance Co", account: "Interest Paid", amount: 1_250, day: 3, by: "check" },
    { vendor: "Yard Rent", account: "Rent or Lease", amount: 900, day: 1, by: "bill" }
  ],
  plants: ["bill_without_due_date"]
}

/** Eighteen days old: too little history to say much. */
const osprey: Archetype = {
  realmId: "9130350000000010",
  name: "Osprey Analytics",
  legalName: "Osprey Analytics Inc",
  historyDays: 18,
  banks: { Checking: 88_000 },
  sales: { customers: ["Pilot Customer"], perMonth: 2, amount: [4_000, 6_000], termDays: 30, paidAfter: [0, 5] },
  costs: [5, 15, 25].map((day) => ({ vendor: "Cloud Hosting", account: "Software", amount: 3_900, day, by: "check" as const })),
  plants: []
}

export const archetypes: ReadonlyArray<Archetype> = [
  northlight,
  harbor,
  fairbanks,
  juniper,
  tessera,
  kettle,
  marlow,
  ridgeway,
  copperleaf,
  osprey
]
