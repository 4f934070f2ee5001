import { assert, it } from "@effect/vitest"
import { together } from "../../src/sync/SpanClock.ts"

it("counts time in which spans overlap once, and gaps not at all", () => {
  const spans = [
    { from: 10n, to: 20n },
    { from: 12n, to: 14n },
    { from: 18n, to: 25n },
    { from: 40n, to: 41n }
  ]
  assert.strictEqual(together(spans), 16n)
  assert.strictEqual(together([...spans].reverse()), 16n)
  assert.strictEqual(together([]), 0n)
})
