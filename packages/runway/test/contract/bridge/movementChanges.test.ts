import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { cashChanges } from "../../../src/contract/bridge/cashChanges.ts"
import { movementChanges } from "../../../src/contract/bridge/movementChanges.ts"
import type { CashMovement } from "../../../src/contract/ledger/CashMovement.ts"
import type { CashAccount } from "../../../src/contract/ledger/CashAccount.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { account, asOf, books, coverageOf, movement } from "../../../src/testing/books.ts"

interface Day {
  readonly movements?: ReadonlyArray<CashMovement>
  readonly accounts?: ReadonlyArray<CashAccount>
  readonly historyFrom?: LocalDate | null
}

const snapshot = ({ accounts = [account("35", 10_000n)], historyFrom = null, movements = [] }: Day) =>
  books({ accounts, movements, coverage: { ...coverageOf(), historyFrom } })

const contextOf = (from: Day, to: Day) => ({ from: snapshot(from), to: snapshot(to), fullDay: asOf })

const causes = (from: Day, to: Day) =>
  movementChanges(contextOf(from, to)).map(({ steps }) => steps.map(({ cause }) => cause).join(" then "))

const tomorrow = addDays(asOf, 1)
const spent = movement("1", -100n, "purchase", { date: asOf })
const one = (more: Partial<CashMovement>): Day => ({ movements: [{ ...spent, ...more }] })

describe("why a ledger line came", () => {
  it.each([
    ["money out after the first day", { date: tomorrow }, "paid"],
    ["money out of the day itself", { date: asOf }, "backdated"],
    ["a customer's money", { date: tomorrow, amountMinor: 100n, counterKind: "customer_receipt" }, "paid"],
    ["other money in", { date: tomorrow, amountMinor: 100n, counterKind: "other_in" }, "new"],
    ["a line of nothing", { date: tomorrow, amountMinor: 0n, counterKind: "other_in" }, "new"],
    ["a transfer out between own accounts", { date: tomorrow, counterKind: "transfer_internal" }, "new"]
  ] as const)("%s: %s is %s", (_what, more, cause) => {
    assert.deepStrictEqual(causes({}, one(more)), [cause])
  })
})

describe("why a ledger line went or changed", () => {
  it("is deleted where nothing else took it away", () => {
    assert.deepStrictEqual(causes(one({}), {}), ["deleted"])
  })

  it.each([
    ["its day", { date: addDays(asOf, -1) }],
    ["its amount", { amountMinor: -101n }],
    ["what it was for", { counterKind: "payroll" }],
    ["that it is a one-off", { isOneOff: true }]
  ] as const)("is an edit where %s is another", (_what, more) => {
    assert.deepStrictEqual(causes(one({}), one(more)), ["edited"])
  })

  it("is nothing where only its words are others", () => {
    assert.deepStrictEqual(causes(one({}), one({ label: "another" })), [""])
  })

  it("is not deleted where it fell out of what is read: 395 days are held", () => {
    const at = (days: number) => one({ date: addDays(asOf, -days) })
    assert.deepStrictEqual(causes(at(396), {}), ["days_passed"])
    assert.deepStrictEqual(causes(at(395), {}), ["deleted"])
  })

  it.each([
    ["the first", addDays(asOf, -50), null],
    ["the second", null, addDays(asOf, -50)],
    ["both, by the later day", addDays(asOf, -90), addDays(asOf, -50)],
    ["both, the other way round", addDays(asOf, -50), addDays(asOf, -90)]
  ])("is not deleted where history begins later in %s", (_what, from, to) => {
    const at = (days: number) => ({ ...one({ date: addDays(asOf, -days) }), historyFrom: from })
    assert.deepStrictEqual(causes(at(51), { historyFrom: to }), ["days_passed"])
    assert.deepStrictEqual(causes(at(50), { historyFrom: to }), ["deleted"])
  })

  it("did not come where it is read only now", () => {
    assert.deepStrictEqual(causes({ historyFrom: addDays(asOf, -50) }, one({ date: addDays(asOf, -51) })), ["days_passed"])
  })
})

describe("lines of an account that began or ceased to count", () => {
  const accounts = (role: CashAccount["role"]) => [account("35", 10_000n), account("36", 500n, { role })]
  const inOther = movement("2", -70n, "purchase", { date: tomorrow, accountQboId: QboId.make("36") })

  it("come and go with it", () => {
    const counted = { accounts: accounts("included"), movements: [inOther] }
    const uncounted = { accounts: accounts("excluded") }
    assert.deepStrictEqual(causes(uncounted, counted), ["account_inclusion"])
    assert.deepStrictEqual(causes(counted, uncounted), ["account_inclusion"])
  })

  it("come by themselves where the account is new, and go with a deleted one", () => {
    const counted = { accounts: accounts("included"), movements: [inOther] }
    assert.deepStrictEqual(causes({}, counted), ["paid"])
    assert.deepStrictEqual(causes(counted, {}), ["deleted"])
  })

  it("turn a transfer between the two into money that left", () => {
    const transfer = { ...spent, counterKind: "transfer_internal" as const }
    const from = { accounts: accounts("included"), movements: [transfer] }
    const to = { accounts: accounts("excluded"), movements: [spent] }
    assert.deepStrictEqual(causes(from, to), ["account_inclusion"])
    assert.deepStrictEqual(causes(to, from), ["account_inclusion"])
    assert.deepStrictEqual(causes(from, { ...to, movements: [{ ...spent, amountMinor: -99n }] }), ["edited"])
    assert.deepStrictEqual(causes(from, { ...to, movements: [{ ...spent, date: tomorrow }] }), ["edited"])
    assert.deepStrictEqual(causes({ movements: [transfer] }, { movements: [spent] }), ["edited"], "no role moved")
  })
})

describe("why cash is not what it was", () => {
  const changesOf = (from: Day, to: Day) => {
    const context = contextOf(from, to)
    return cashChanges(context, movementChanges(context))
  }

  it("is each ledger line with what it is called, and what no line explains", () => {
    const line = movement("1", -100n, "purchase", { date: tomorrow, label: "Check 17" })
    assert.deepStrictEqual(changesOf({}, { accounts: [account("35", 9_850n, { balanceDate: asOf })], movements: [line] }), [
      {
        cause: "paid",
        row: {
          figure: "cash",
          key: "CashMovement:35:Purchase:1:0",
          source: "Purchase",
          qboId: QboId.make("1"),
          label: "Check 17",
          partyName: null,
          date: tomorrow,
          changeMinor: -100n,
          at: "to"
        }
      },
      {
        cause: "edited",
        row: {
          figure: "cash",
          key: "Account:35",
          source: "Account",
          qboId: QboId.make("35"),
          label: "Account 35",
          partyName: null,
          date: asOf,
          changeMinor: -50n,
          at: "to"
        }
      }
    ])
  })

  it("is nothing where the balance stands still", () => {
    assert.deepStrictEqual(changesOf({ movements: [spent] }, { movements: [spent] }), [])
  })

  it("is a line that went, as it stood before", () => {
    const [change, ...others] = changesOf({ movements: [{ ...spent, sourceType: null }] }, { accounts: [account("35", 10_100n)] })
    assert.deepStrictEqual(others, [])
    assert.deepInclude(change, { cause: "deleted" })
    assert.deepInclude(change?.row, { changeMinor: 100n, at: "from", source: "CashMovement", label: spent.label })
  })

  it("is not a line that only moved to another day or kind", () => {
    assert.deepStrictEqual(changesOf(one({}), one({ counterKind: "payroll" })), [])
  })

  it("is not a line that both days do not read", () => {
    const old = { ...one({ date: addDays(asOf, -396) }), accounts: [account("35", 10_000n)] }
    assert.deepStrictEqual(changesOf(old, {}), [])
  })

  it("is a whole account where that began or ceased to count, was opened or was deleted", () => {
    const other = (role: CashAccount["role"]) => ({ accounts: [account("35", 10_000n), account("36", 500n, { role })] })
    const said = (from: Day, to: Day) => changesOf(from, to).map(({ cause, row }) => [cause, row.key, row.changeMinor, row.at])
    assert.deepStrictEqual(said(other("excluded"), other("included")), [["account_inclusion", "Account:36", 500n, "to"]])
    assert.deepStrictEqual(said(other("included"), other("excluded")), [["account_inclusion", "Account:36", -500n, "from"]])
    assert.deepStrictEqual(said({}, other("included")), [["new", "Account:36", 500n, "to"]])
    assert.deepStrictEqual(said(other("included"), {}), [["deleted", "Account:36", -500n, "from"]])
  })
})
