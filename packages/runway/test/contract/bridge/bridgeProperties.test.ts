import { ClientId } from "@beep/kernel/ids"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { Bridge } from "../../../src/contract/bridge/Bridge.ts"
import { attributionOrder, BridgeCause } from "../../../src/contract/bridge/BridgeCause.ts"
import { bridgeOf } from "../../../src/contract/bridge/bridgeOf.ts"
import { bridgeView } from "../../../src/contract/bridge/bridgeView.ts"
import { derive, type RunwayResult } from "../../../src/contract/runway/derive.ts"
import { movementKey } from "../../../src/contract/runway/burn.ts"
import { add, type Rational, subtract, zero } from "../../../src/contract/runway/rational.ts"
import { asOf, readAt } from "../../../src/testing/books.ts"
import { RandomHistory, twoDaysOf } from "./history.ts"

const figures = ["cash", "countable_receivables", "near_payables", "bill_outflow", "other_outflow"] as const

const bridged = (raw: RandomHistory) => {
  const days = twoDaysOf(raw)
  const from = derive(days.from, days.fromSettings)
  const to = derive(days.to, days.toSettings)
  return { from, to, bridge: bridgeOf({ from, to, fullDay: asOf, fates: days.fates }) }
}

const exactDays = ({ computation }: RunwayResult): Rational | null => {
  const result = computation?.result
  return result?.state === "covered" || result?.state === "overdrawn" ? result.days : null
}

const keysOf = ({ books, figures: all }: RunwayResult): ReadonlySet<string> =>
  new Set([
    ...Object.values(all).flatMap((figure) => [...(figure?.rows ?? []), ...(figure?.leftOut ?? [])].map(({ key }) => key)),
    ...books.movements.map(movementKey),
    ...books.accounts.map(({ qboId }) => `Account:${qboId}`)
  ])

describe("the bridge of random histories with backdated edits", () => {
  it("orders every cause once", () => {
    assert.deepStrictEqual(attributionOrder.toSorted(), BridgeCause.literals.toSorted())
  })

  it.prop(
    "its ends are the figures of the two days, and its parts sum to the change exactly",
    [RandomHistory],
    ([raw]) => {
      const { bridge, from, to } = bridged(raw)
      if (bridge === null) return assert.isTrue(from.computation === null || to.computation === null)
      for (const id of figures) {
        assert.strictEqual(bridge.from[id], from.figures[id]?.amountMinor, `from ${id}`)
        assert.strictEqual(bridge.to[id], to.figures[id]?.amountMinor, `to ${id}`)
        assert.strictEqual(
          bridge.parts.reduce((sum, part) => sum + part.change[id], 0n),
          bridge.to[id] - bridge.from[id],
          `parts of ${id}`
        )
      }
      assert.deepStrictEqual(bridge.from.days, exactDays(from))
      assert.deepStrictEqual(bridge.to.days, exactDays(to))
      if (bridge.from.days === null || bridge.to.days === null) return
      assert.deepStrictEqual(
        bridge.parts.reduce((sum, part) => add(sum, part.days), zero),
        subtract(bridge.to.days, bridge.from.days)
      )
    },
    { arbitrary: { runs: 400 } }
  )

  it.prop(
    "the rows of each part sum to its components, and each stands in the books of one of the days",
    [RandomHistory],
    ([raw]) => {
      const { bridge, from, to } = bridged(raw)
      const [then, now] = [keysOf(from), keysOf(to)]
      for (const part of bridge?.parts ?? []) {
        for (const id of figures) {
          assert.strictEqual(
            part.rows.reduce((sum, row) => (row.figure === id ? sum + row.changeMinor : sum), 0n),
            part.change[id],
            `${part.cause} ${id}`
          )
        }
        for (const row of part.rows.filter(({ source }) => source !== "Rule")) {
          assert.isTrue((row.at === "to" ? now : then).has(row.key), `${part.cause} ${row.figure} ${row.key} ${row.at}`)
        }
      }
    },
    { arbitrary: { runs: 400 } }
  )

  it.prop("what is shown adds up too, and is read back from the wire as it was", [RandomHistory], ([raw]) => {
    const { bridge, from, to } = bridged(raw)
    const view = bridgeView(
      ClientId.make("01890000-0000-7000-8000-000000000001"),
      { result: from, knownAt: readAt },
      { result: to, knownAt: readAt },
      bridge,
      { only: null, offset: 0 }
    )
    if (view.parts !== null && view.changeHundredths !== null)
      assert.strictEqual(
        view.parts.reduce((sum, part) => sum + (part.hundredths ?? Number.NaN), 0),
        view.changeHundredths
      )
    assert.deepStrictEqual(Schema.decodeSync(Bridge)(Schema.encodeSync(Bridge)(view)), view)
  })
})
