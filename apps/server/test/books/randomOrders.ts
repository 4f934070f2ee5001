import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { totalOf, type Transaction } from "@beep/sandbox/ledger/Transaction"
import type { Draw } from "@beep/sandbox/companies/Draw"
import type { ChangeOrder } from "@beep/sandbox/store/ChangeOrder"
import type { CompanyView } from "@beep/sandbox/store/CompanyView"

type Document = Exclude<Transaction, { readonly type: "PayrollCheck" }>

/** Kinds of orders a random walk draws from; the last three move text of documents that no version tells of. */
export const orderKinds = [
  "create",
  "editAmount",
  "editDate",
  "editDueDate",
  "void",
  "delete",
  "applyPayment",
  "payBill",
  "newParty",
  "deactivate",
  "rename",
  "merge"
] as const
export type OrderKind = (typeof orderKinds)[number]

const one = <A>(draw: Draw, list: ReadonlyArray<A>): A | undefined => list[draw.whole(0, list.length - 1)]

const amountOf = (draw: Draw): string => `${draw.whole(1, 900)}.${String(draw.whole(0, 99)).padStart(2, "0")}`

const documentsOf = (company: CompanyView): ReadonlyArray<Document> =>
  (company.books?.transactions ?? []).filter((found): found is Document => found.type !== "PayrollCheck")

/** An accountant's entry straight to receivables or payables, one way and the other. */
const journalsOn = <Rest extends object>(controlId: string, otherId: string, rest: Rest) =>
  [
    { entity: "JournalEntry", debitAccountId: controlId, creditAccountId: otherId, ...rest },
    { entity: "JournalEntry", debitAccountId: otherId, creditAccountId: controlId, ...rest }
  ] as const

const created = (draw: Draw, company: CompanyView, date: LocalDate): ChangeOrder | undefined => {
  const vendor = one(draw, company.books?.vendors ?? [])
  const customer = one(draw, company.books?.customers ?? [])
  const accounts = company.books?.accounts ?? []
  const expenses = accounts.filter((account) => account.type === "Expense")
  const control = (type: "Accounts Receivable" | "Accounts Payable") =>
    accounts.find((account) => account.type === type && account.currency === undefined)?.id ?? "none"
  const [debit, credit] = [one(draw, expenses), one(draw, expenses)]
  if (vendor === undefined || customer === undefined || debit === undefined || credit === undefined) return undefined
  const amount = amountOf(draw)
  const documents = [
    { entity: "Bill", vendorId: vendor.id, amount, date },
    { entity: "Invoice", customerId: customer.id, amount, date },
    { entity: "Payment", customerId: customer.id, amount, date },
    { entity: "Purchase", vendorId: vendor.id, amount, date },
    { entity: "Deposit", amount, date },
    { entity: "JournalEntry", amount, debitAccountId: debit.id, creditAccountId: credit.id, date },
    ...journalsOn(control("Accounts Receivable"), debit.id, { customerId: customer.id, amount, date }),
    ...journalsOn(control("Accounts Payable"), credit.id, { vendorId: vendor.id, amount, date })
  ] as const
  const document = one(draw, documents)
  return document === undefined ? undefined : { order: "create", document }
}

/** Journal entries by which a customer owes, or a vendor is owed. */
const owedByEntry = (company: CompanyView, side: "receivables" | "payables") => {
  const type = side === "receivables" ? "Accounts Receivable" : "Accounts Payable"
  const control = new Set((company.books?.accounts ?? []).filter((account) => account.type === type).map(({ id }) => id))
  return documentsOf(company).flatMap((entry) =>
    entry.type === "JournalEntry"
      ? entry.lines.flatMap(({ accountId, amount, partyId }) =>
          partyId !== undefined && control.has(accountId) && amount > 0n === (side === "receivables")
            ? [{ id: entry.id, partyId }]
            : []
        )
      : []
  )
}

/** Mostly of the last three months; some of before the mirror's history, and some of days to come. */
const dayOf = (draw: Draw): number => {
  const kind = draw.whole(1, 10)
  if (kind === 1) return draw.whole(1, 10)
  return kind === 2 ? -draw.whole(91, 240) : -draw.whole(0, 90)
}

/** One change a person might make to these books; undefined when they hold nothing to make it on. QuickBooks may refuse it. */
export const randomOrder = (
  draw: Draw,
  kind: OrderKind,
  company: CompanyView,
  today: LocalDate,
  step: number
): ChangeOrder | undefined => {
  const documents = documentsOf(company)
  const date = addDays(today, dayOf(draw))
  const document = one(draw, documents)
  const kindOfParty = draw.chance(50) ? "Vendor" : "Customer"
  const parties = (kindOfParty === "Vendor" ? company.books?.vendors : company.books?.customers) ?? []
  const [party, other] = [one(draw, parties), one(draw, parties)]
  if (document === undefined || party === undefined || other === undefined) return undefined
  switch (kind) {
    case "create":
      return created(draw, company, date)
    case "editAmount":
      return { order: "editAmount", id: document.id, amount: amountOf(draw) }
    case "editDate":
      return { order: "editDate", id: document.id, date }
    case "editDueDate": {
      const due = one(
        draw,
        documents.filter(({ type }) => type === "Bill" || type === "Invoice")
      )
      return due === undefined ? undefined : { order: "editDueDate", id: due.id, dueDate: addDays(today, draw.whole(-30, 30)) }
    }
    case "void":
      return { order: "void", id: document.id }
    case "delete":
      return { order: "delete", id: document.id }
    case "applyPayment": {
      const payment = one(
        draw,
        documents.filter((found) => found.type === "Payment" && found.applied.length === 0 && found.total > 100n)
      )
      // Most books have none: this one is there for the next attempt.
      if (payment?.type !== "Payment") {
        const invoice = one(
          draw,
          documents.filter((found) => found.type === "Invoice" && totalOf(found) > 200n)
        )
        return invoice?.type === "Invoice"
          ? { order: "create", document: { entity: "Payment", customerId: invoice.customerId, amount: "2.00", date } }
          : undefined
      }
      const owed = owedByEntry(company, "receivables").filter(({ partyId }) => partyId === payment.customerId)
      const invoices = documents.filter((found) => found.type === "Invoice" && found.customerId === payment.customerId)
      const invoice = draw.chance(50) ? one(draw, owed) : one(draw, invoices)
      return invoice === undefined
        ? undefined
        : { order: "applyPayment", paymentId: payment.id, invoiceId: invoice.id, amount: "1.00" }
    }
    case "payBill": {
      const bills = documents.flatMap((found) =>
        found.type === "Bill" && totalOf(found) > 200n ? [{ id: found.id, partyId: found.vendorId }] : []
      )
      const entries = owedByEntry(company, "payables")
      const bill = one(draw, entries.length > 0 && draw.chance(50) ? entries : bills)
      if (bill === undefined) return undefined
      const applied = [{ id: bill.id, amount: "1.50" }]
      return {
        order: "create",
        document: {
          entity: "BillPayment",
          vendorId: bill.partyId,
          applied,
          date: addDays(today, draw.chance(40) ? draw.whole(1, 10) : 0)
        }
      }
    }
    case "newParty":
      return { order: "create", document: { entity: kindOfParty, name: `New ${kindOfParty} ${step}` } }
    case "deactivate":
      return { order: "deactivate", entity: kindOfParty, id: party.id }
    case "rename":
      return { order: "rename", entity: kindOfParty, id: party.id, name: `Renamed ${step}` }
    case "merge":
      return { order: "merge", entity: kindOfParty, sourceId: party.id, targetId: other.id }
  }
}
