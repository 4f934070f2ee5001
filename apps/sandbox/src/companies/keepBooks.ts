import { addDays, daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import type { Books } from "../ledger/Books.ts"
import { balanceAt, ledgerOf } from "../ledger/Ledger.ts"
import type { Archetype, RecurringCost } from "./Archetype.ts"
import { BooksBuilder, minor } from "./BooksBuilder.ts"
import { type Draw, drawOf } from "./Draw.ts"
import { plant } from "./plants.ts"

/** Something that will be settled on a later day. */
type Later = Map<LocalDate, Array<() => void>>

const later = (queue: Later, date: LocalDate, action: () => void): void => {
  const actions = queue.get(date)
  if (actions === undefined) queue.set(date, [action])
  else actions.push(action)
}

const swayed = (draw: Draw, cost: RecurringCost): bigint => {
  const cents = cost.amount * 100
  const sway = Math.floor((cents * (cost.sway ?? 0)) / 100)
  return BigInt(cents + draw.whole(-sway, sway))
}

interface Day {
  readonly date: LocalDate
  readonly builder: BooksBuilder
  readonly draw: Draw
  readonly queue: Later
  readonly bank: string
}

const recurringCost = ({ bank, builder, date, draw, queue }: Day, cost: RecurringCost): void => {
  const amount = swayed(draw, cost)
  const vendorId = builder.vendor(cost.vendor, { days: cost.termDays })
  const lines = [{ accountId: builder.account(cost.account), amount, memo: "" }]
  if (cost.by !== "bill") {
    const isCard = cost.by === "card"
    builder.add({
      type: "Purchase",
      date,
      docNumber: isCard ? null : String(draw.whole(1000, 9999)),
      memo: "",
      payment: isCard ? "CreditCard" : "Check",
      accountId: isCard ? builder.account("Visa") : bank,
      vendorId,
      lines
    })
    return
  }
  const dueDate = cost.termDays === undefined ? null : addDays(date, cost.termDays)
  const docNumber = `B-${draw.whole(10000, 99999)}`
  const termId = builder.termId(cost.termDays)
  const billId = builder.add({ type: "Bill", date, docNumber, memo: "", vendorId, dueDate, termId, lines })
  if (cost.paidAfter === undefined) return
  const paidOn = addDays(dueDate ?? date, cost.paidAfter)
  later(queue, paidOn, () => {
    builder.add({
      type: "BillPayment",
      date: paidOn,
      docNumber: String(draw.whole(1000, 9999)),
      memo: "",
      vendorId,
      payType: "Check",
      accountId: bank,
      applied: [{ type: "Bill", id: billId, amount }]
    })
  })
}

const invoice = ({ bank, builder, date, draw, queue }: Day, sales: NonNullable<Archetype["sales"]>, number: number): void => {
  const customerId = builder.customer(draw.one(sales.customers), { days: sales.termDays })
  const [least, most] = sales.amount
  const amount = minor(draw.whole(least, most)) + BigInt(draw.whole(0, 3) * 25)
  const dueDate = addDays(date, sales.termDays)
  const invoiceId = builder.add({
    type: "Invoice",
    date,
    docNumber: String(number),
    memo: "",
    customerId,
    dueDate,
    termId: builder.termId(sales.termDays),
    lines: [{ accountId: builder.account("Services"), amount, memo: "" }],
    emailed: true
  })
  const receive = (on: LocalDate, part: bigint) =>
    later(queue, on, () => {
      builder.add({
        type: "Payment",
        date: on,
        docNumber: null,
        memo: "",
        customerId,
        accountId: bank,
        total: part,
        applied: [{ type: "Invoice", id: invoiceId, amount: part }]
      })
    })
  const paidOn = addDays(dueDate, draw.whole(...sales.paidAfter))
  const settled = paidOn > date ? paidOn : date
  if (!draw.chance(sales.inParts ?? 0)) return receive(settled, amount)
  const half = amount / 2n
  receive(settled, half)
  receive(addDays(settled, draw.whole(7, 21)), amount - half)
}

const takings = ({ bank, builder, date, draw }: Day, till: NonNullable<Archetype["takings"]>): void => {
  const [least, most] = till.amount
  const isHoliday = Number(date.slice(5, 7)) >= 11
  const percent = 100 + (isHoliday ? (till.holidayUplift ?? 0) : 0)
  const amount = (minor(draw.whole(least, most)) * BigInt(percent)) / 100n
  const line = { accountId: builder.account("Sales of Product Income"), amount, memo: "Takings" }
  builder.add({ type: "SalesReceipt", date, docNumber: null, memo: "", customerId: null, accountId: bank, lines: [line] })
  if (!draw.chance(till.refundPercent ?? 0)) return
  const refund = { ...line, amount: amount / 20n, memo: "Refund" }
  builder.add({ type: "RefundReceipt", date, docNumber: null, memo: "", customerId: null, accountId: bank, lines: [refund] })
}

const payday = ({ bank, builder, date, draw }: Day, payroll: NonNullable<Archetype["payroll"]>): void => {
  const amount = minor(payroll.amount) + BigInt(draw.whole(-20_000, 20_000))
  const common = { date, docNumber: null, memo: "Payroll", accountId: bank }
  const lines = [{ accountId: builder.account("Payroll Expenses"), amount, memo: "Payroll" }]
  if (payroll.by === "payroll_check") builder.add({ type: "PayrollCheck", ...common, lines })
  else builder.add({ type: "Purchase", ...common, payment: "Check", vendorId: builder.vendor("Gusto Payroll"), lines })
}

/** Pays off the card on the 20th, so that card costs leave the bank once. */
const settleCard = ({ bank, builder, date }: Day): void => {
  const card = builder.account("Visa")
  const owed = -balanceAt(ledgerOf(builder.books({ realmId: "", name: "", legalName: "" })), card, addDays(date, -1))
  if (owed > 0n) {
    builder.add({
      type: "Transfer",
      date,
      docNumber: null,
      memo: "Card payment",
      fromAccountId: bank,
      toAccountId: card,
      amount: owed
    })
  }
}

/** The opening entry that makes every bank account hold its figure at the as-of date. */
const openBanks = (builder: BooksBuilder, archetype: Archetype): void => {
  const ledger = ledgerOf(builder.books(archetype))
  for (const [name, target] of Object.entries(archetype.banks)) {
    const accountId = builder.account(name)
    const amount = minor(target) - balanceAt(ledger, accountId, builder.asOf)
    if (amount === 0n) continue
    const against = /trust|escrow/i.test(name) ? "Client Trust Liability" : "Opening Balance Equity"
    builder.add({
      type: "JournalEntry",
      date: builder.startedOn,
      docNumber: "OPEN",
      memo: "Opening balance",
      lines: [
        { accountId, amount, memo: "Opening balance" },
        { accountId: builder.account(against), amount: -amount, memo: "Opening balance" }
      ]
    })
  }
}

/** Keeps a company's books day by day up to the as-of date. The same seed, date and archetype write the same books. */
export const keepBooks = (archetype: Archetype, seed: number, asOf: LocalDate): Books => {
  const draw = drawOf(seed, archetype.name)
  const builder = new BooksBuilder(asOf, archetype.historyDays, Object.keys(archetype.banks))
  const [firstBank = "Undeposited Funds"] = Object.keys(archetype.banks)
  const bank = builder.account(firstBank)
  const queue: Later = new Map()
  const { sales, takings: till, payroll } = archetype
  const salesGap = sales === undefined ? 0 : Math.max(1, Math.floor(30 / sales.perMonth))
  let number = 1000
  for (let at = 0; at < archetype.historyDays; at += 1) {
    const date = addDays(builder.startedOn, at)
    const day: Day = { date, builder, draw, queue, bank }
    const dayOfMonth = Number(date.slice(8))
    for (const cost of archetype.costs) if (cost.day === dayOfMonth) recurringCost(day, cost)
    if (sales !== undefined && at % salesGap === 0) invoice(day, sales, (number += 1))
    if (till !== undefined && at % till.everyDays === 0) takings(day, till)
    // Counted back from the as-of date: the next payday is always a few days ahead.
    if (payroll !== undefined && (daysBetween(date, asOf) + 3) % payroll.everyDays === 0) payday(day, payroll)
    if (dayOfMonth === 20 && archetype.costs.some((cost) => cost.by === "card")) settleCard(day)
    for (const action of queue.get(date) ?? []) action()
    queue.delete(date)
  }
  for (const kind of archetype.plants) plant(kind, { builder, draw, bank })
  openBanks(builder, archetype)
  return builder.books(archetype)
}
