import { ClientId } from "@beep/kernel/ids"
import { addDays } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { BridgeCause } from "../../../src/contract/bridge/BridgeCause.ts"
import { bridgeOf } from "../../../src/contract/bridge/bridgeOf.ts"
import { bridgePage, type BridgePage, bridgeView } from "../../../src/contract/bridge/bridgeView.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { account, asOf, books, dollars, movement, payable, readAt, receivable } from "../../../src/testing/books.ts"

const clientId = ClientId.make("01890000-0000-7000-8000-000000000001")
const tomorrow = addDays(asOf, 1)
const first: BridgePage = { only: null, offset: 0 }

/** 30,000 in one account and 300 a day: a hundred days. */
const wages = movement("wages", -dollars(27_000), "payroll", { date: addDays(asOf, -40) })

const view = (from: Partial<LedgerSnapshot>, to: Partial<LedgerSnapshot>, page = first) => {
  const resultOf = (parts: Partial<LedgerSnapshot>) =>
    derive(
      books({ accounts: [account("35", dollars(30_000))], ...parts, movements: [wages, ...(parts.movements ?? [])] }),
      defaultSettings
    )
  const [then, now] = [resultOf(from), resultOf(to)]
  return bridgeView(
    clientId,
    { result: then, knownAt: readAt },
    { result: now, knownAt: readAt },
    bridgeOf({ from: then, to: now, fullDay: asOf, fates: new Map() }),
    page
  )
}

describe("the bridge as it is sent", () => {
  const grown = {
    accounts: [account("35", dollars(30_601))],
    receivables: [{ ...receivable("Invoice", "1", dollars(100)), txnDate: tomorrow }]
  }

  it("names its client, its zone and its money, and both days with all they rest on", () => {
    const { clientId: of, currency, from, timezone, to } = view({}, grown)
    assert.deepStrictEqual([of, currency, timezone], [clientId, usd, books().zone])
    assert.deepStrictEqual(from.components, {
      cash: { minor: dollars(30_000), currency: usd },
      countableReceivables: { minor: 0n, currency: usd },
      nearPayables: { minor: 0n, currency: usd },
      billOutflow: { minor: 0n, currency: usd },
      otherOutflow: { minor: dollars(27_000), currency: usd },
      windowDays: 90
    })
    assert.deepInclude(from.days, { unit: "days", decimal: "100.0000" })
    assert.deepInclude(to.days, { unit: "days", decimal: "102.3366" })
    assert.deepStrictEqual(to.components?.countableReceivables.minor, dollars(100))
    assert.deepStrictEqual([from.asOfDate, from.knownAt, from.missing, from.unknownBecause], [asOf, readAt, [], null])
  })

  it("has every cause once in the order in which people read it, and hundredths that add up to the shown change", () => {
    const { changeDays, changeHundredths, parts } = view({}, grown)
    assert.deepStrictEqual(
      parts?.map(({ cause }) => cause),
      [...BridgeCause.literals]
    )
    assert.deepInclude(changeDays, { unit: "days", decimal: "2.3366" })
    assert.strictEqual(changeHundredths, 233)
    const shown = parts?.flatMap(({ cause, days, hundredths }) => (hundredths === 0 ? [] : [[cause, hundredths, days?.decimal]]))
    assert.deepStrictEqual(shown, [
      ["new", 33, "0.3333"],
      ["edited", 200, "2.0033"]
    ])
  })

  it("says rows with what they change, and how many there are", () => {
    const part = view({}, grown).parts?.find(({ cause }) => cause === "new")
    assert.strictEqual(part?.rowCount, 1)
    assert.deepStrictEqual(part?.change.countableReceivables, { minor: dollars(100), currency: usd })
    assert.deepInclude(part?.rows[0], { key: "Invoice:1", figure: "countable_receivables", at: "to" })
    assert.deepStrictEqual(part?.rows[0]?.change, { minor: dollars(100), currency: usd })
  })

  const came = {
    receivables: ["b", "a", "c"].map((id, at) => ({
      ...receivable("Invoice", id, dollars([200, 200, 700][at] ?? 0), { party: id }),
      txnDate: tomorrow
    })),
    payables: ["y", "x"].map((id, at) => ({
      ...payable("Bill", id, dollars([50, 900][at] ?? 0), { party: id }),
      txnDate: tomorrow
    }))
  }

  it("orders rows by their figure, then the largest first, then by their key", () => {
    const part = view({}, came).parts?.find(({ cause }) => cause === "new")
    assert.deepStrictEqual(
      part?.rows.map(({ key }) => key),
      ["Invoice:c", "Invoice:a", "Invoice:b", "Bill:x", "Bill:y"]
    )
  })

  it("takes what is less for as large as what is more", () => {
    const lost = {
      movements: [
        movement("in", dollars(5), "other_in", { date: asOf }),
        movement("out", -dollars(9), "other_out", { date: asOf })
      ]
    }
    const part = view(lost, {}).parts?.find(({ cause }) => cause === "deleted")
    assert.deepStrictEqual(
      part?.rows.filter(({ figure }) => figure === "cash").map(({ change }) => change.minor),
      [dollars(9), -dollars(5)]
    )
  })

  it("shows the rows of the part that is asked for alone, from where it is asked", () => {
    const parts = view({}, came, { only: "new", offset: 3 }).parts
    assert.deepStrictEqual(
      parts?.flatMap(({ cause, rows }) => rows.map(({ key }) => [cause, key])),
      [
        ["new", "Bill:x"],
        ["new", "Bill:y"]
      ]
    )
    assert.strictEqual(parts?.find(({ cause }) => cause === "new")?.rowCount, 5)
    assert.deepStrictEqual(
      view({}, came, { only: "paid", offset: 0 }).parts?.flatMap(({ rows }) => rows),
      []
    )
  })

  it("sends one page of rows", () => {
    const many = Array.from({ length: bridgePage + 5 }, (_, at) => ({
      ...receivable("Invoice", `${at}`, dollars(1), { party: `${at}` }),
      txnDate: tomorrow
    }))
    const page = (offset: number) =>
      view({}, { receivables: many }, { only: "new", offset }).parts?.find(({ cause }) => cause === "new")
    assert.deepStrictEqual([page(0)?.rows.length, page(bridgePage)?.rows.length, page(0)?.rowCount], [200, 5, 205])
  })

  it("has no parts where one of the days has no figures, and its ends say why", () => {
    const bridge = view({ syncedAt: null }, {})
    assert.deepStrictEqual([bridge.parts, bridge.changeDays, bridge.changeHundredths], [null, null, null])
    assert.deepInclude(bridge.from, { unknownBecause: "never_synced", components: null, days: null })
    assert.deepStrictEqual([bridge.to.components, bridge.to.days], [null, null])
  })

  it("has parts without days where nothing is used on one of the days", () => {
    const idle = (parts: Partial<LedgerSnapshot>) =>
      derive(books({ accounts: [account("35", dollars(30_000))], ...parts }), defaultSettings)
    const [then, now] = [idle({}), idle({ movements: [wages] })]
    const exact = bridgeOf({ from: then, to: now, fullDay: asOf, fates: new Map() })
    for (const [from, to, counted] of [
      [then, now, "to"],
      [now, then, "from"]
    ] as const) {
      const bridge = bridgeView(
        clientId,
        { result: from, knownAt: readAt },
        { result: to, knownAt: readAt },
        counted === "to" ? exact : bridgeOf({ from, to, fullDay: asOf, fates: new Map() }),
        first
      )
      assert.deepStrictEqual([bridge.changeDays, bridge.changeHundredths], [null, null])
      assert.isTrue(bridge.parts?.every(({ days, hundredths }) => days === null && hundredths === null))
      assert.strictEqual(bridge[counted].days?.decimal, "100.0000")
      assert.isNotNull(bridge.from.components)
    }
  })
})
