import { assert, describe, it } from "@effect/vitest"
import { consult } from "../../src/script/consult.ts"
import { type CallKind, type FaultOrder, isAbout } from "../../src/faults/FaultOrder.ts"

const order = (more: Partial<FaultOrder>): FaultOrder => ({ realmId: "1", fault: "bad_gateway", times: 1, ...more })

/** What a run of calls of company 1 meets, and what waits after it. */
const run = (script: ReadonlyArray<FaultOrder>, kinds: ReadonlyArray<CallKind>) => {
  let waiting = script
  const met = kinds.map((kind) => {
    const consulted = consult(waiting, isAbout({ realmId: "1", kind }))
    waiting = consulted.waiting
    return consulted.order?.fault ?? null
  })
  return { met, waiting }
}

describe("the fault script", () => {
  it("lets so many calls through and spoils so many after them", () => {
    const { met, waiting } = run([order({ after: 2, times: 2 })], ["query", "report", "cdc", "read", "write"])
    assert.deepStrictEqual(met, [null, null, "bad_gateway", "bad_gateway", null])
    assert.deepStrictEqual(waiting, [])
  })

  it("is followed in its order", () => {
    const script = [order({ after: 1 }), order({ fault: "throttled", after: 1 }), order({ fault: "hang" })]
    const { met } = run(script, ["query", "query", "query", "query", "query", "query"])
    assert.deepStrictEqual(met, [null, "bad_gateway", null, "throttled", "hang", null])
  })

  it("counts only the calls an order is about, and keeps token calls apart from data calls", () => {
    const script = [order({ path: "report", times: 2 }), order({ fault: "invalid_grant" }), order({ fault: "unavailable" })]
    const { met, waiting } = run(script, ["query", "report", "token", "token", "query"])
    assert.deepStrictEqual(met, ["unavailable", "bad_gateway", "invalid_grant", null, null])
    assert.deepStrictEqual(waiting, [order({ path: "report" })])
  })

  it("is about one company", () => {
    const script = [order({ realmId: "2" })]
    assert.deepStrictEqual(run(script, ["query"]), { met: [null], waiting: script })
  })
})
