import { assert, it } from "@effect/vitest"
import { thirdsOf } from "../../src/million/MemorySamples.ts"

it("compares the memory of the first third of the work with that of the last, whatever the time each took", () => {
  const samples = [
    { written: 0, megabytes: 900 },
    { written: 10, megabytes: 100 },
    { written: 30, megabytes: 200 },
    { written: 50, megabytes: 700 },
    { written: 70, megabytes: 160 },
    { written: 89, megabytes: 200 },
    { written: 90, megabytes: 210 }
  ]
  assert.deepStrictEqual(thirdsOf(samples), { first: 150, last: 190 })
})
