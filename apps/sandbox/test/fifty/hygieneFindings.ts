import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import type { CaseId } from "../../src/companies/fifty/cases.ts"
import type { Bill } from "../../src/ledger/Transaction.ts"
import { totalOf } from "../../src/ledger/Transaction.ts"
import { balanceAt } from "../../src/ledger/Ledger.ts"
import { edgeFindings } from "./edgeFindings.ts"
import { type Findings, openBills, openInvoices, overdue, type Seen } from "./Finding.ts"

const bills = ({ all }: Seen): ReadonlyArray<Bill> => all.filter((one) => one.type === "Bill")

const isOld = ({ asOf }: Seen, date: LocalDate, days: number): boolean => daysBetween(date, asOf) > days

const words = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\b(inc|llc|ltd|co)\b/g, "")
    .replace(/[^a-z0-9]+/g, "")

const isTwice = (names: ReadonlyArray<string>): boolean => new Set(names.map(words)).size < names.length

/** Money that waits to be deposited, and deposits that name no receipt. */
const isUnmatched = (seen: Seen): boolean => {
  const waiting = seen.ledger.books.accounts.find(({ subType }) => subType === "UndepositedFunds")?.id ?? "none"
  const since = seen.all.some((one) => one.type === "Payment" && one.accountId === waiting && isOld(seen, one.date, 3))
  const loose = seen.all.some(
    (one) => one.type === "Deposit" && isOld(seen, one.date, 3) && one.lines.some(({ paymentId }) => paymentId === null)
  )
  return (since && balanceAt(seen.ledger, waiting, seen.asOf) > 0n) || loose
}

/** Four bills of one vendor about a month apart and about as large, the newest too long ago. */
const isMissed = (seen: Seen): boolean =>
  [...Map.groupBy(bills(seen), ({ vendorId }) => vendorId).values()].some((own) => {
    const last = own.toSorted((a, b) => (a.date < b.date ? -1 : 1)).slice(-4)
    const [first] = last
    if (last.length < 4 || first === undefined) return false
    const gaps = last.slice(1).map((bill, at) => daysBetween(last[at]?.date ?? bill.date, bill.date))
    const isRegular = gaps.every((gap) => gap >= 26 && gap <= 33)
    const isAlike = last.every((bill) => Math.abs(Number(totalOf(bill) - totalOf(first))) <= Number(totalOf(first)) / 10)
    // The newest may have come after the one that did not.
    const since = daysBetween(last.at(-1)?.date ?? first.date, seen.asOf)
    return isAlike && isRegular && since >= 33
  })

const isSkipped = (seen: Seen): boolean =>
  [...Map.groupBy(bills(seen), ({ vendorId }) => vendorId).values()].some((own) => {
    const last = own.toSorted((a, b) => (a.date < b.date ? -1 : 1)).slice(-5)
    const gaps = last.slice(1).map((bill, at) => daysBetween(last[at]?.date ?? bill.date, bill.date))
    return gaps.length === 4 && gaps.slice(0, 3).every((gap) => gap >= 26 && gap <= 33) && (gaps.at(-1) ?? 0) > 50
  })

/** Outflow that the entities tell of, beside all that left the bank by the ledger. */
const isShort = (seen: Seen): boolean => {
  const all = seen.outflow.reduce((sum, { amount }) => sum - amount, 0n)
  const told = seen.outflow.filter(({ transaction }) => transaction.type !== "PayrollCheck")
  return all - told.reduce((sum, { amount }) => sum - amount, 0n) > all / 20n
}

const median = (amounts: ReadonlyArray<bigint>): bigint =>
  amounts.toSorted((a, b) => (a < b ? -1 : 1))[Math.floor(amounts.length / 2)] ?? 0n

const isUnusual = (seen: Seen): boolean =>
  [...Map.groupBy(bills(seen), ({ vendorId }) => vendorId).values()].some((own) => {
    const totals = own.map(totalOf)
    if (totals.length === 1) return (totals[0] ?? 0n) > 1_000_000n
    return totals.length >= 5 && totals.some((total) => total > 3n * median(totals))
  })

export const hygieneFindings: Findings<Extract<CaseId, `HYG-${string}`>> = {
  "HYG-01": edgeFindings.no_due_date,
  "HYG-02": isUnmatched,
  "HYG-03": ({ cash }) => [...cash.values()].some((balance) => balance < 0n),
  "HYG-04": (seen) => {
    const near = openInvoices(seen).some((one) =>
      openInvoices(seen).some(
        (other) =>
          other !== one &&
          other.partyId === one.partyId &&
          other.total === one.total &&
          one.transaction.docNumber === null &&
          Math.abs(daysBetween(one.transaction.date, other.transaction.date)) <= 3
      )
    )
    return edgeFindings.duplicate_bill(seen) && near
  },
  "HYG-05": ({ all, ledger }) =>
    ["Bill", "Invoice"].every((type) =>
      all.some((one) => {
        const party = one.type === "Bill" ? one.vendorId : one.type === "Invoice" ? one.customerId : null
        return one.type === type && ledger.party(party) === undefined
      })
    ),
  "HYG-06": (seen) => openInvoices(seen).some(({ dueDate }) => dueDate === null),
  "HYG-07": ({ ledger }) => {
    const unclear = ledger.books.accounts.filter(({ name }) => /uncategorized|ask my accountant/i.test(name))
    const count = unclear.reduce((sum, { id }) => sum + (ledger.rowsOfAccount.get(id)?.length ?? 0), 0)
    return count >= 3 && count <= 45
  },
  "HYG-08": ({ all }) =>
    all.some((one) => (one.type === "Bill" || one.type === "Invoice") && one.voidedOn === undefined && totalOf(one) <= 0n),
  "HYG-09": (seen) => bills(seen).some(({ date, dueDate }) => dueDate !== null && dueDate < date),
  "HYG-10": (seen) => openInvoices(seen).some((one) => (overdue(seen, one) ?? 0) > 90),
  "HYG-11": (seen) => openInvoices(seen).filter((one) => (overdue(seen, one) ?? 0) > 0).length > 5,
  "HYG-12": (seen) => openInvoices(seen).some((one) => one.open > 500_000n && (overdue(seen, one) ?? 0) > 0),
  "HYG-13": (seen) => openBills(seen).some((one) => (overdue(seen, one) ?? 0) > 60),
  "HYG-14": ({ ledger }) =>
    [ledger.books.vendors, ledger.books.customers].every((list) => isTwice(list.map(({ displayName }) => displayName))),
  "HYG-15": (seen) =>
    openBills(seen).some(({ partyId }) => {
      const vendor = seen.ledger.party(partyId)
      return vendor !== undefined && vendor.active && vendor.termId === null
    }),
  "HYG-16": (seen) =>
    openInvoices(seen).some(({ partyId }) => {
      const customer = seen.ledger.party(partyId)
      return customer !== undefined && customer.active && customer.email === null
    }),
  "HYG-17": isUnusual,
  "HYG-18": (seen) => openBills(seen).some(({ partyId }) => seen.ledger.party(partyId)?.active === false),
  "HYG-19": isShort,
  "HYG-20": (seen) =>
    seen.receivables.some(
      (one) =>
        one.open < 0n &&
        isOld(seen, one.transaction.date, 14) &&
        openInvoices(seen).some(({ partyId }) => partyId === one.partyId)
    ) &&
    seen.payables.some(
      (one) =>
        one.open < 0n && isOld(seen, one.transaction.date, 14) && openBills(seen).some(({ partyId }) => partyId === one.partyId)
    ),
  "HYG-21": ({ ledger }) => ledger.books.accounts.some(({ name, type }) => type === "Bank" && /trust|escrow/i.test(name)),
  "HYG-22": (seen) => isMissed(seen) || isSkipped(seen),
  "HYG-23": ({ ledger }) => {
    const payroll = ledger.books.accounts.find(({ name }) => /payroll/i.test(name) && name !== "Payroll Account")?.id ?? "none"
    return (ledger.rowsOfAccount.get(payroll) ?? []).length >= 3
  },
  "HYG-25": edgeFindings.no_rate,
  "HYG-26": edgeFindings.paid_ahead,
  "HYG-27": (seen) => openBills(seen).some(({ transaction }) => transaction.docNumber === null)
}
