import { assert, it } from "@effect/vitest"
import { Option } from "effect"
import { processorTicks } from "../../src/stage/machineBusy.ts"

it("counts every tick of all processors but idle and waiting ones, guests once", () => {
  const stat = "cpu  100 20 30 400 50 6 7 8 90 10\ncpu0 1 1 1 1 1 1 1 1 1 1\nintr 5\n"
  assert.deepStrictEqual(processorTicks(stat), Option.some({ busy: 171, total: 621 }))
  assert.deepStrictEqual(processorTicks("intr 5\n"), Option.none())
})
