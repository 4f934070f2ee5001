import { assert, describe, it } from "@effect/vitest"
import { ClientId } from "@beep/kernel/ids"
import { neighboursOf } from "../src/features/client/neighbours.ts"

const place = (last: number) => ({
  clientId: ClientId.make(`01890000-0000-7000-8000-00000000000${last}`),
  name: `Client ${last}`
})
const items = [place(1), place(2), place(3)]

describe("neighbours of a client", () => {
  it("are those of the list, in its order", () => {
    const middle = neighboursOf(items, place(2).clientId)
    assert.deepStrictEqual([middle?.position, middle?.previous?.name, middle?.next?.name], [2, "Client 1", "Client 3"])
  })
  it("end where the list ends", () => {
    assert.isUndefined(neighboursOf(items, place(1).clientId)?.previous)
    assert.isUndefined(neighboursOf(items, place(3).clientId)?.next)
  })
  it("stay where they were for a client that left the view while it was open", () => {
    const gone = neighboursOf(items, place(9).clientId, 2)
    assert.deepStrictEqual([gone?.position, gone?.previous?.name, gone?.next?.name], [2, "Client 1", "Client 2"])
    assert.strictEqual(neighboursOf(items, place(2).clientId, 1)?.position, 2)
  })
  it("are unknown for a client that is not in the list", () => {
    assert.isUndefined(neighboursOf(items, place(9).clientId))
  })
})
