import { inject } from "vitest"
import type { DemoAddress } from "./readDemo.ts"

/** The demo of this worker. */
export const demo = (): DemoAddress => {
  const found = inject("demos")[Number(process.env["VITEST_POOL_ID"]) - 1]
  if (found === undefined) throw new Error("no demo was started for this worker")
  return found
}
