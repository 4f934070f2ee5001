import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { Books } from "../ledger/Books.ts"
import { ledgerOf } from "../ledger/Ledger.ts"
import type { Plant } from "./Archetype.ts"
import { archetypes } from "./archetypes.ts"
import { BooksBuilder, minor } from "./BooksBuilder.ts"
import { drawOf } from "./Draw.ts"
import { keepBooks } from "./keepBooks.ts"
import { plant } from "./plants.ts"

/** The companies of the demo organization, fresh at the as-of date. */
export const demoCompanies = (options: { readonly seed: number; readonly asOf: LocalDate }): ReadonlyArray<Books> =>
  archetypes.map((archetype) => keepBooks(archetype, options.seed, options.asOf))

/** One company with at least `rows` ledger rows over a year, for load tests: bills, cheques, invoices and their payments, then the trouble it is to have. */
export const generate = (options: {
  readonly rows: number
  readonly seed: number
  readonly asOf: LocalDate
  readonly plants?: ReadonlyArray<Plant>
}): Books => {
  const { asOf, plants = [], rows, seed } = options
  const draw = drawOf(seed, `load ${rows}`)
  const builder = new BooksBuilder(asOf, 365, ["Checking"])
  const bank = builder.account("Checking")
  const common = { docNumber: null, memo: "" }
  builder.add({
    ...common,
    type: "JournalEntry",
    date: builder.startedOn,
    lines: [
      { accountId: bank, amount: minor(5_000_000), memo: "" },
      { accountId: builder.account("Opening Balance Equity"), amount: minor(-5_000_000), memo: "" }
    ]
  })
  // Each round writes two documents and two settlements: eight rows.
  const rounds = Math.ceil((rows - 2) / 8)
  for (let at = 0; at < rounds; at += 1) {
    const date = addDays(builder.startedOn, Math.floor((at * 360) / rounds))
    const paidOn = addDays(date, 4)
    const vendorId = builder.vendor(`Vendor ${draw.whole(1, 200)}`, { days: 30 })
    const customerId = builder.customer(`Customer ${draw.whole(1, 200)}`, { days: 30 })
    const cost = BigInt(draw.whole(5_000, 900_000))
    const sale = BigInt(draw.whole(5_000, 1_100_000))
    const account = builder.account(draw.one(["Software", "Advertising", "Insurance", "Subcontractors"]))
    const dueDate = addDays(date, 30)
    const billId = builder.add({
      ...common,
      type: "Bill",
      date,
      docNumber: `L-${at}`,
      vendorId,
      dueDate,
      termId: "2",
      lines: [{ accountId: account, amount: cost, memo: "" }]
    })
    const invoiceId = builder.add({
      ...common,
      type: "Invoice",
      date,
      docNumber: `${at}`,
      customerId,
      dueDate,
      termId: "2",
      lines: [{ accountId: builder.account("Services"), amount: sale, memo: "" }],
      emailed: false
    })
    // One in five stays half open.
    const half = at % 5 === 0 ? 2n : 1n
    builder.add({
      ...common,
      type: "BillPayment",
      date: paidOn,
      vendorId,
      payType: "Check",
      accountId: bank,
      applied: [{ type: "Bill", id: billId, amount: cost / half }]
    })
    builder.add({
      ...common,
      type: "Payment",
      date: paidOn,
      customerId,
      accountId: bank,
      total: sale / half,
      applied: [{ type: "Invoice", id: invoiceId, amount: sale / half }]
    })
  }
  for (const kind of plants) plant(kind, { builder, draw, bank })
  return builder.books({
    realmId: `91303599${String(rows).padStart(8, "0")}`,
    name: `Load ${rows}`,
    legalName: `Load ${rows} Inc`
  })
}

/** Number of postings, the unit load tests are sized in. */
export const rowCount = (books: Books): number => ledgerOf(books).rows.length
