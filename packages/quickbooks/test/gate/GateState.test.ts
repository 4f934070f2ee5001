import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { endTurn, type GateState, leaseMillis, takeTurn, untouched } from "../../src/gate/GateState.ts"
import { defaultRates } from "../../src/RealmLimits.ts"

/** How long after the ask before, whose call it is, and how long it takes. */
const Step = Schema.Struct({
  after: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 40 })),
  isPerson: Schema.Boolean,
  isBatch: Schema.Boolean,
  takes: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 3_000 }))
})

/** Every ask in its order; calls end after they took as long as they say. */
const granted = (steps: ReadonlyArray<typeof Step.Type>) => {
  let state: GateState = untouched
  let at = 1_000_000
  let running: ReadonlyArray<{ readonly lease: string; readonly ends: number }> = []
  const starts: Array<number> = []
  const batches: Array<number> = []
  let most = 0
  for (const [index, { after, isBatch, isPerson, takes }] of steps.entries()) {
    at += after
    for (const { ends, lease } of running.filter((one) => one.ends <= at)) state = endTurn(state, lease, "answered", ends)
    running = running.filter((one) => one.ends > at)
    const [turn, next] = takeTurn(state, { at, isPerson, isBatch, lease: String(index), rates: defaultRates })
    state = next
    if (turn._tag !== "Granted") continue
    starts.push(at)
    if (isBatch) batches.push(at)
    running = [...running, { lease: turn.lease, ends: at + takes }]
    most = Math.max(most, running.length)
  }
  return { starts, batches, most }
}

const most = (starts: ReadonlyArray<number>, span: number) =>
  starts.reduce((worst, from) => Math.max(worst, starts.filter((at) => at >= from && at < from + span).length), 0)

describe("takeTurn", () => {
  it.prop(
    "gives at most ten starts a second, 500 a minute, 40 of them batches, and eight at once, however calls come",
    [Schema.Array(Step)],
    ([steps]) => {
      // Repeated, so that a short list too fills more than a minute.
      const long = steps.length === 0 ? [] : Array.from({ length: 4_000 }, (_, index) => steps[index % steps.length] ?? steps[0])
      const { batches, most: atOnce, starts } = granted(long.filter((step) => step !== undefined))
      assert.isAtMost(most(starts, 1_000), 10)
      assert.isAtMost(most(starts, 60_000), 500)
      assert.isAtMost(most(batches, 60_000), 40)
      assert.isAtMost(atOnce, 8)
      if (steps.length > 0) assert.isAbove(starts.length, 0)
    },
    { arbitrary: { runs: 30 } }
  )

  it("forgets the turns of a process that died when their lease ends", () => {
    let state = untouched
    for (let n = 0; n < 8; n += 1) {
      state = takeTurn(state, { at: n * 200, isPerson: false, isBatch: false, lease: String(n), rates: defaultRates })[1]
    }
    const ask = { isPerson: false, isBatch: false, lease: "next", rates: defaultRates }
    assert.strictEqual(takeTurn(state, { ...ask, at: leaseMillis - 1 })[0]._tag, "Wait")
    assert.strictEqual(takeTurn(state, { ...ask, at: leaseMillis })[0]._tag, "Granted")
  })

  it("holds a batch back for its own bucket while other calls go on", () => {
    let state = untouched
    let granted = 0
    for (let at = 0; at < 60_000; at += 200) {
      const [turn, next] = takeTurn(state, { at, isPerson: false, isBatch: true, lease: String(at), rates: defaultRates })
      state = turn._tag === "Granted" ? endTurn(next, turn.lease, "answered", at) : next
      if (turn._tag === "Granted") granted += 1
    }
    assert.isAtLeast(granted, 35)
    assert.isAtMost(granted, 40)
    const ask = { at: 60_000, isPerson: false, lease: "next", rates: defaultRates }
    assert.strictEqual(takeTurn(state, { ...ask, isBatch: true })[0]._tag, "Wait")
    assert.strictEqual(takeTurn(state, { ...ask, isBatch: false })[0]._tag, "Granted")
  })

  it("keeps the next turn for a person who was told to wait, and not for ever", () => {
    const ask = { isPerson: false, isBatch: false, lease: "x", rates: defaultRates }
    const busy = [0, 0].reduce((state, at) => takeTurn(state, { ...ask, at })[1], untouched)
    const told = takeTurn(busy, { ...ask, at: 10, isPerson: true })
    assert.deepStrictEqual(told[0], { _tag: "Wait", millis: 115 })
    assert.strictEqual(takeTurn(told[1], { ...ask, at: 125 })[0]._tag, "Wait")
    assert.strictEqual(takeTurn(told[1], { ...ask, at: 125, isPerson: true })[0]._tag, "Granted")
    assert.strictEqual(takeTurn(told[1], { ...ask, at: 375 })[0]._tag, "Granted")
  })
})
