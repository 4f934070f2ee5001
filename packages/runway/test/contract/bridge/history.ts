import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { RecordFate } from "../../../src/contract/bridge/itemChanges.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import type { CashAccount } from "../../../src/contract/ledger/CashAccount.ts"
import type { CashMovement } from "../../../src/contract/ledger/CashMovement.ts"
import type { OpenItem, Payable, Receivable, ScheduledPayment } from "../../../src/contract/ledger/OpenItem.ts"
import { defaultSettings, type RunwaySettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { account, asOf, books, movement, payable, receivable, scheduledPayment } from "../../../src/testing/books.ts"

const int = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))
const upTo = <S extends Schema.Constraint>(item: S, most: number) => Schema.Array(item).check(Schema.isMaxLength(most))

const Row = Schema.Struct({
  side: Schema.Literals(["receivable", "payable", "movement", "scheduled", "account"]),
  type: int(0, 2),
  amount: int(1, 90_000),
  party: int(1, 3),
  day: int(-130, 20),
  /** What happens to it between the two days; `appears` and `backdated` are not known on the first. */
  fate: Schema.Literals([
    "stands",
    "stands",
    "settled",
    "part_paid",
    "raised",
    "moved",
    "deleted",
    "voided",
    "appears",
    "backdated",
    "role"
  ]),
  by: int(1, 40_000)
})
export const RandomHistory = Schema.Struct({
  rows: upTo(Row, 24),
  passed: int(0, 40),
  opening: int(-20_000, 900_000),
  restated: int(-500, 500),
  basis: Schema.Literals(["gross", "net"]),
  inclusion: Schema.Literals(["up_to_90", "not_due_only", "all"]),
  horizon: Schema.Literals([30, 45])
})
export type RandomHistory = typeof RandomHistory.Type

export interface TwoDays {
  readonly from: LedgerSnapshot
  readonly to: LedgerSnapshot
  readonly fromSettings: RunwaySettings
  readonly toSettings: RunwaySettings
  readonly fates: ReadonlyMap<string, RecordFate>
}

const receivableTypes = ["Invoice", "CreditMemo", "Payment"] as const
const payableTypes = ["Bill", "VendorCredit", "Bill"] as const
const kinds = ["bill_payment", "payroll", "customer_receipt"] as const

interface Books {
  readonly receivables: Array<Receivable>
  readonly payables: Array<Payable>
  readonly movements: Array<CashMovement>
  readonly scheduled: Array<ScheduledPayment>
  readonly accounts: Array<CashAccount>
}
const empty = (): Books => ({ receivables: [], payables: [], movements: [], scheduled: [], accounts: [] })

/** Two states of random books with everything that can happen to a row in between; written without the bridge's own words. */
export const twoDaysOf = (raw: RandomHistory): TwoDays => {
  const later = addDays(asOf, raw.passed)
  const [then, now] = [empty(), empty()]
  const fates = new Map<string, RecordFate>()
  const known = {
    before: (fate: string) => fate !== "appears" && fate !== "backdated",
    after: (fate: string) => fate !== "deleted"
  }
  let flow = 0n
  raw.rows.forEach((row, index) => {
    const id = `${index}`
    const amount = BigInt(row.amount)
    const more = BigInt(row.by)
    const date = row.fate === "appears" ? addDays(asOf, 1) : addDays(asOf, Math.min(-1, row.day))
    if (row.side === "account") {
      const role = row.type === 0 ? ("excluded" as const) : ("included" as const)
      const made = account(`x${id}`, amount, { role })
      if (known.before(row.fate)) then.accounts.push(made)
      if (known.after(row.fate))
        now.accounts.push(row.fate === "role" ? { ...made, role: role === "included" ? "excluded" : "included" } : made)
      return
    }
    if (row.side === "movement") {
      const kind = kinds[row.type] ?? "payroll"
      const signed = kind === "customer_receipt" ? amount : -amount
      const made = movement(`m${id}`, signed, kind, { date })
      const edited =
        row.fate === "raised"
          ? { ...made, amountMinor: signed - more }
          : row.fate === "moved"
            ? { ...made, date: addDays(date, -3) }
            : made
      if (known.before(row.fate)) then.movements.push(made)
      if (known.after(row.fate)) now.movements.push(edited)
      flow += (known.after(row.fate) ? edited.amountMinor : 0n) - (known.before(row.fate) ? made.amountMinor : 0n)
      return
    }
    if (row.side === "scheduled") {
      const made = scheduledPayment(`s${id}`, amount, addDays(asOf, Math.abs(row.day) + 1))
      if (known.before(row.fate)) then.scheduled.push(made)
      if (known.after(row.fate) && made.txnDate > later)
        now.scheduled.push(row.fate === "raised" ? { ...made, amountMinor: amount + more, homeAmountMinor: amount + more } : made)
      if (row.fate === "deleted") fates.set(`BillPayment:s${id}`, { knownBefore: true, after: "gone" })
      else fates.set(`BillPayment:s${id}`, { knownBefore: known.before(row.fate), after: "open" })
      return
    }
    const due = addDays(asOf, row.day)
    const keep = <Item extends OpenItem>(
      make: (open: bigint, total: bigint, due: LocalDate) => Item,
      a: Array<Item>,
      b: Array<Item>
    ) => {
      const item = { ...make(amount, amount, due), txnDate: date }
      if (known.before(row.fate)) a.push(item)
      const left = amount - more > 0n ? amount - more : 1n
      if (row.fate === "part_paid") b.push({ ...make(left, amount, due), txnDate: date })
      else if (row.fate === "raised") b.push({ ...make(amount + more, amount + more, due), txnDate: date })
      else if (row.fate === "moved") b.push({ ...make(amount, amount, addDays(due, 25)), txnDate: date })
      else if (row.fate !== "settled" && row.fate !== "voided" && row.fate !== "deleted") b.push(item)
      const after = row.fate === "settled" || row.fate === "voided" ? row.fate : row.fate === "deleted" ? "gone" : "open"
      fates.set(`${item.entityType}:${item.qboId}`, { knownBefore: known.before(row.fate), after })
    }
    const party = `p${row.party}`
    if (row.side === "receivable") {
      const type = receivableTypes[row.type] ?? "Invoice"
      keep((open, total, on) => receivable(type, `r${id}`, open, { party, due: on, total }), then.receivables, now.receivables)
    } else {
      const type = payableTypes[row.type] ?? "Bill"
      keep((open, total, on) => payable(type, `b${id}`, open, { party, due: on, total }), then.payables, now.payables)
    }
  })
  const opening = BigInt(raw.opening)
  const historyFrom = addDays(asOf, -120)
  const at = (parts: Books, balance: bigint, day = asOf) => {
    const made = books({
      asOf: day,
      accounts: [account("35", balance), ...parts.accounts],
      receivables: parts.receivables,
      payables: parts.payables,
      movements: parts.movements,
      scheduledPayments: parts.scheduled
    })
    return { ...made, coverage: { ...made.coverage, historyFrom } }
  }
  return {
    from: at(then, opening),
    to: at(now, opening + flow + BigInt(raw.restated), later),
    fromSettings: { ...defaultSettings, burnBasis: raw.basis },
    toSettings: { ...defaultSettings, burnBasis: raw.basis, arInclusion: raw.inclusion, apHorizonDays: raw.horizon },
    fates
  }
}
