import { assert, describe, it } from "@effect/vitest"
import { metricNames } from "../src/metricNames.ts"
import * as metrics from "../src/metrics.ts"
import { isSpanName } from "../src/spanNames.ts"

describe("names", () => {
  it("every metric is registered once and every registered name is a metric", () => {
    assert.sameMembers(
      Object.values(metrics).map((metric) => metric.id),
      Object.values(metricNames)
    )
  })

  it.each([
    "Digest.view",
    "Vault.openMany",
    "sql.execute",
    "http.server GET",
    "beep audit verify --bundle",
    "beep connection rotate-keys"
  ])("%s is a span name", (name) => assert.isTrue(isSpanName(name)))

  it.each(["Digest.view 42", "GET /clients/jane", "jane@example.test", "beep token 42"])("%s is not", (name) =>
    assert.isFalse(isSpanName(name))
  )
})
