import { addDays } from "@beep/kernel/LocalDate"
import type { Plant } from "./Archetype.ts"
import { type BooksBuilder, minor, type PartyOptions } from "./BooksBuilder.ts"
import type { Draw } from "./Draw.ts"

interface Ground {
  readonly builder: BooksBuilder
  readonly draw: Draw
  readonly bank: string
}

const bill = (
  { builder }: Ground,
  vendor: string,
  units: number,
  daysAgo: number,
  dueIn: number | null,
  docNumber: string,
  account = "Subcontractors"
) => {
  const date = addDays(builder.asOf, -daysAgo)
  return builder.add({
    type: "Bill",
    date,
    docNumber,
    memo: "",
    vendorId: builder.vendor(vendor),
    dueDate: dueIn === null ? null : addDays(builder.asOf, dueIn),
    termId: null,
    lines: [{ accountId: builder.account(account), amount: minor(units), memo: "" }]
  })
}

const invoice = (
  { builder }: Ground,
  customer: string,
  units: number,
  daysAgo: number,
  dueIn: number | null,
  known: PartyOptions = {}
) =>
  builder.add({
    type: "Invoice",
    date: addDays(builder.asOf, -daysAgo),
    docNumber: `P-${daysAgo}-${units}`,
    memo: "",
    customerId: builder.customer(customer, known),
    dueDate: dueIn === null ? null : addDays(builder.asOf, dueIn),
    termId: null,
    lines: [{ accountId: builder.account("Services"), amount: minor(units), memo: "" }],
    emailed: false
  })

const payBill = ({ bank, builder }: Ground, vendor: string, billId: string, units: number, daysAgo: number) =>
  builder.add({
    type: "BillPayment",
    date: addDays(builder.asOf, -daysAgo),
    docNumber: "2201",
    memo: "",
    vendorId: builder.vendor(vendor),
    payType: "Check",
    accountId: bank,
    applied: [{ type: "Bill", id: billId, amount: minor(units) }]
  })

const receive = (
  ground: Ground,
  customer: string,
  units: number,
  daysAgo: number,
  invoiceId: string | null,
  account = ground.bank
) =>
  ground.builder.add({
    type: "Payment",
    date: addDays(ground.builder.asOf, -daysAgo),
    docNumber: null,
    memo: "",
    customerId: ground.builder.customer(customer),
    accountId: account,
    total: minor(units),
    applied: invoiceId === null ? [] : [{ type: "Invoice", id: invoiceId, amount: minor(units) }]
  })

const planted: Readonly<Record<Plant, (ground: Ground) => void>> = {
  bill_without_due_date: (ground) => {
    bill(ground, "Halden Freelance Design", 1850, 12, null, "HF-118")
  },
  invoice_without_due_date: (ground) => {
    invoice(ground, "Orchard Lane Bakery", 1420, 18, null)
  },
  duplicate_bill: (ground) => {
    bill(ground, "Cascade Print Co", 2640, 20, 10, "CP-4471", "Advertising")
    bill(ground, "Cascade Print Co", 2640, 18, 12, "CP-4471", "Advertising")
  },
  duplicate_vendor: (ground) => {
    bill(ground, "Summit Courier", 310, 25, 5, "SC-1", "Software")
    bill(ground, "Summit Courier Inc", 295, 15, 15, "SC-2", "Software")
  },
  unapplied_payment: (ground) => {
    invoice(ground, "Delmar Outfitters", 3200, 40, -10)
    receive(ground, "Delmar Outfitters", 900, 21, null)
  },
  credit_memo: (ground) => {
    const { builder } = ground
    invoice(ground, "Pinecrest Dental Group", 2400, 35, -5)
    builder.add({
      type: "CreditMemo",
      date: addDays(builder.asOf, -19),
      docNumber: "CM-12",
      memo: "",
      customerId: builder.customer("Pinecrest Dental Group"),
      lines: [{ accountId: builder.account("Services"), amount: minor(600), memo: "" }]
    })
  },
  vendor_credit: (ground) => {
    const { builder } = ground
    bill(ground, "Metro Media Buying", 3900, 28, 2, "MM-88", "Advertising")
    builder.add({
      type: "VendorCredit",
      date: addDays(builder.asOf, -16),
      docNumber: "MM-C7",
      memo: "",
      vendorId: builder.vendor("Metro Media Buying"),
      lines: [{ accountId: builder.account("Advertising"), amount: minor(450), memo: "" }]
    })
  },
  partial_payments: (ground) => {
    const billId = bill(ground, "Larkspur Studio Rentals", 2800, 33, -3, "LS-903")
    payBill(ground, "Larkspur Studio Rentals", billId, 1200, 8)
    const invoiceId = invoice(ground, "Fenwick & Sons", 5600, 45, -15)
    receive(ground, "Fenwick & Sons", 2000, 9, invoiceId)
  },
  uncategorized: ({ bank, builder, draw }) => {
    for (let at = 1; at <= 4; at += 1) {
      builder.add({
        type: "Purchase",
        date: addDays(builder.asOf, -at * 6),
        docNumber: null,
        memo: "",
        payment: "Cash",
        accountId: bank,
        vendorId: null,
        lines: [{ accountId: builder.account("Uncategorized Expense"), amount: minor(draw.whole(60, 340)), memo: "" }]
      })
    }
  },
  undeposited: (ground) => {
    const invoiceId = invoice(ground, "Harper Row Apparel", 1150, 30, 0)
    receive(ground, "Harper Row Apparel", 1150, 8, invoiceId, ground.builder.account("Undeposited Funds"))
  },
  stale_invoice: (ground) => {
    invoice(ground, "Quillon Media", 4300, 150, -120)
  },
  future_payment: (ground) => {
    const billId = bill(ground, "Brightwater Insurance", 1275, 26, 4, "BW-3310", "Insurance")
    payBill(ground, "Brightwater Insurance", billId, 1275, -3)
  },
  customer_without_email: (ground) => {
    invoice(ground, "Tamarack Field Supply", 1680, 14, 16, { email: null })
  },
  inactive_vendor: ({ builder, draw }) => {
    builder.vendor(`Old Supplier ${draw.whole(1, 9)}`, { active: false })
  }
}

/** Writes one kind of trouble into the last weeks of the books. */
export const plant = (kind: Plant, ground: Ground): void => planted[kind](ground)
