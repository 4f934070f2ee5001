import { afterAll, beforeAll, inject } from "vitest"
import type { DemoAddress } from "./readDemo.ts"
import { startDemo } from "./startDemo.ts"

let own: DemoAddress | undefined

/** Gives one file of journeys a demo that no other sees: what it brings in would be in the way of the others. */
export const useOwnDemo = (): void => {
  const demos: Array<ReturnType<typeof startDemo>> = []
  beforeAll(async () => {
    const started = startDemo()
    demos.push(started)
    own = await started.address
  }, 120_000)
  afterAll(() => Promise.all(demos.map((one) => one.end())))
}

/** The demo of this file, or of this worker. */
export const demo = (): DemoAddress => {
  const found = own ?? inject("demos")[Number(process.env["VITEST_POOL_ID"]) - 1]
  if (found === undefined) throw new Error("no demo was started for this worker")
  return found
}
