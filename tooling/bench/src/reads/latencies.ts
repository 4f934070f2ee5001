import type { LoadResult } from "../load/LoadPlan.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"

export const latencies = (
  part: string,
  who: string,
  result: LoadResult,
  target: Partial<Record<"p95" | "p99", number>>
): ReadonlyArray<Figure> => {
  const { p50, p95, p99 } = latencyOf(result.millis)
  const one = (name: "p50" | "p95" | "p99", value: number): Figure => {
    const atMost = name === "p50" ? undefined : target[name]
    return { part, name: `${who} ${name}`, value, unit: "ms", ...(atMost === undefined ? {} : { target: { atMost } }) }
  }
  return [
    { part, name: `${who} requests`, value: result.millis.length / result.seconds, unit: "/s" },
    one("p50", p50),
    one("p95", p95),
    one("p99", p99)
  ]
}
