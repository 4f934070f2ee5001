import { addDays } from "@beep/kernel/LocalDate"
import { maxMinor } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { movementsByDay } from "../../../src/contract/ledger/movementsByDay.ts"
import { movementKey } from "../../../src/contract/runway/burn.ts"
import { canonicalInput } from "../../../src/contract/runway/canonicalInput.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import type { CountedRow, Figure } from "../../../src/contract/runway/Figure.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { account, asOf, books, movement, payable, receivable } from "../../../src/testing/books.ts"

const int = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))
const list = <S extends Schema.Constraint>(item: S) => Schema.Array(item).check(Schema.isMaxLength(12))

const RandomLedger = Schema.Struct({
  accounts: list(
    Schema.Struct({ balance: int(-90_000, 900_000), role: Schema.Literals(["included", "excluded", "restricted", "credit"]) })
  ),
  receivables: list(
    Schema.Struct({
      type: Schema.Literals(["Invoice", "CreditMemo", "Payment", "JournalEntry"]),
      open: int(1, 90_000),
      party: int(1, 3),
      due: Schema.NullOr(int(-120, 60))
    })
  ),
  payables: list(
    Schema.Struct({
      type: Schema.Literals(["Bill", "VendorCredit", "JournalEntry"]),
      open: int(1, 90_000),
      party: int(1, 3),
      due: Schema.NullOr(int(-60, 60))
    })
  ),
  movements: list(
    Schema.Struct({
      amount: int(-90_000, 30_000),
      age: int(0, 100),
      oneOff: Schema.Boolean,
      kind: Schema.Literals([
        "bill_payment",
        "payroll",
        "purchase",
        "transfer_internal",
        "customer_receipt",
        "other_in",
        "refund"
      ])
    })
  ),
  basis: Schema.Literals(["gross", "net"])
})

const ledgerOf = (raw: typeof RandomLedger.Type): LedgerSnapshot =>
  books({
    accounts: raw.accounts.map(({ balance, role }, index) => account(`a${index}`, BigInt(balance), { role })),
    receivables: raw.receivables.map(({ type, open, party, due }, index) =>
      receivable(type, `r${index}`, BigInt(open), { party: `c${party}`, due: due === null ? null : addDays(asOf, due) })
    ),
    payables: raw.payables.map(({ type, open, party, due }, index) =>
      payable(type, `p${index}`, BigInt(open), { party: `v${party}`, due: due === null ? null : addDays(asOf, due) })
    ),
    movements: raw.movements.map(({ amount, age, kind, oneOff }, index) =>
      movement(`m${index}`, BigInt(amount), kind, { date: addDays(asOf, -age), isOneOff: oneOff })
    )
  })

const settingsOf = (raw: typeof RandomLedger.Type) => ({ ...defaultSettings, burnBasis: raw.basis })
const figuresOf = (snapshot: LedgerSnapshot, raw: typeof RandomLedger.Type): ReadonlyArray<Figure> =>
  Object.values(derive(snapshot, settingsOf(raw)).figures).filter((figure) => figure !== null)

const without = (snapshot: LedgerSnapshot, row: CountedRow): LedgerSnapshot => ({
  ...snapshot,
  accounts: snapshot.accounts.filter((item) => item.qboId !== row.qboId),
  receivables: snapshot.receivables.filter((item) => item.qboId !== row.qboId),
  payables: snapshot.payables.filter((item) => item.qboId !== row.qboId),
  movements: snapshot.movements.filter((item) => item.sourceQboId !== row.qboId)
})

describe("P1-2.1 derivation of random ledgers", () => {
  it.prop("the rows of every figure sum to it, to the cent", [RandomLedger], ([raw]) => {
    for (const figure of figuresOf(ledgerOf(raw), raw)) {
      assert.strictEqual(
        figure.rows.reduce((sum, row) => sum + row.amountMinor, 0n),
        figure.amountMinor,
        figure.id
      )
    }
  })

  it.prop("each row has its own key", [RandomLedger], ([raw]) => {
    for (const figure of figuresOf(ledgerOf(raw), raw)) {
      const keys = [...figure.rows, ...figure.leftOut].map((row) => row.key)
      assert.strictEqual(new Set(keys).size, keys.length, figure.id)
    }
  })

  it.prop("removing one row changes the figure exactly where the row says so", [RandomLedger], ([raw]) => {
    const snapshot = ledgerOf(raw)
    for (const figure of figuresOf(snapshot, raw)) {
      for (const row of figure.rows.filter((candidate) => candidate.source !== "Rule")) {
        const after = derive(without(snapshot, row), settingsOf(raw)).figures[figure.id]
        assert.strictEqual(
          (after?.amountMinor ?? null) !== figure.amountMinor,
          row.changes || after === null,
          `${figure.id} ${row.key}`
        )
      }
    }
  })

  it.prop("a row that was left out changes nothing when it is removed", [RandomLedger], ([raw]) => {
    const snapshot = ledgerOf(raw)
    for (const figure of figuresOf(snapshot, raw)) {
      for (const row of figure.leftOut) {
        const after = derive(without(snapshot, { ...row, reason: "outflow", changes: false }), settingsOf(raw)).figures[figure.id]
        assert.strictEqual(after?.amountMinor, figure.amountMinor, `${figure.id} ${row.key}`)
      }
    }
  })

  it.prop("receivables and payables that count are never negative, nor is outflow", [RandomLedger], ([raw]) => {
    const { figures } = derive(ledgerOf(raw), settingsOf(raw))
    for (const figure of [figures.countable_receivables, figures.near_payables, figures.bill_outflow, figures.other_outflow]) {
      assert.isTrue((figure?.amountMinor ?? 0n) >= 0n, figure?.id ?? "missing")
    }
  })

  it.prop("the order in which rows are read changes neither the figures nor the hash input", [RandomLedger], ([raw]) => {
    const snapshot = ledgerOf(raw)
    const reversed = {
      ...snapshot,
      accounts: snapshot.accounts.toReversed(),
      receivables: snapshot.receivables.toReversed(),
      payables: snapshot.payables.toReversed(),
      movements: snapshot.movements.toReversed()
    }
    const [a, b] = [derive(snapshot, settingsOf(raw)), derive(reversed, settingsOf(raw))]
    assert.deepStrictEqual(b.runway, a.runway)
    assert.deepStrictEqual(
      Object.values(b.figures).map((figure) => figure?.amountMinor),
      Object.values(a.figures).map((figure) => figure?.amountMinor)
    )
    assert.strictEqual(canonicalInput(reversed, settingsOf(raw)), canonicalInput(snapshot, settingsOf(raw)))
  })

  it.prop("movements summed by day give the same figures, state and confidence", [RandomLedger], ([raw]) => {
    const snapshot = ledgerOf(raw)
    const summed = { ...snapshot, movements: movementsByDay(snapshot.movements) }
    const told = (books: LedgerSnapshot) => {
      const { books: _, computation, figures, ...rest } = derive(books, settingsOf(raw))
      return [rest, computation?.input, Object.values(figures).map((figure) => figure?.amountMinor)]
    }
    assert.deepStrictEqual(told(summed), told(snapshot))
    const keys = summed.movements.map(movementKey)
    assert.strictEqual(new Set(keys).size, keys.length)
  })

  it("movements whose sum no movement could have are summed in parts, and are not out of range for that", () => {
    const large = [1, 2, 3].map((at) => movement(`m${at}`, -(maxMinor - 1n), "purchase"))
    const summed = movementsByDay(large)
    assert.deepStrictEqual(
      summed.map(({ amountMinor }) => amountMinor),
      large.map(({ amountMinor }) => amountMinor)
    )
    assert.strictEqual(new Set(summed.map(movementKey)).size, 3)
    const result = (movements: typeof summed) => derive(books({ accounts: [account("35", 100n)], movements }), defaultSettings)
    assert.strictEqual(result(summed).unknownBecause, result(large).unknownBecause)
    assert.strictEqual(result(summed).figures.other_outflow?.amountMinor, 3n * (maxMinor - 1n))
  })

  it("a changed cent changes the hash input; the time of reading does not", () => {
    const base = books({ accounts: [account("35", 100n)] })
    assert.notStrictEqual(
      canonicalInput(books({ accounts: [account("35", 101n)] }), defaultSettings),
      canonicalInput(base, defaultSettings)
    )
    assert.strictEqual(canonicalInput({ ...base, syncPoint: "2" }, defaultSettings), canonicalInput(base, defaultSettings))
  })
})
