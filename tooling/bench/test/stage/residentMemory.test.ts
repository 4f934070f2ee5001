import { assert, it } from "@effect/vitest"
import { Option } from "effect"
import { residentMegabytes } from "../../src/stage/residentMemory.ts"

it("reads the resident memory of a process in megabytes", () => {
  assert.deepStrictEqual(
    residentMegabytes("Name:\tbun\nVmPeak:\t 999999 kB\nVmRSS:\t  204800 kB\nThreads:\t8\n"),
    Option.some(200)
  )
  assert.deepStrictEqual(residentMegabytes("Name:\tbun\nThreads:\t8\n"), Option.none())
})
