import { nextTry } from "@beep/notify/server/nextTry"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration } from "effect"

const queuedAt = DateTime.makeUnsafe("2031-01-01T00:00:00.000Z")
const never = DateTime.add(queuedAt, { days: 365 })

/** Every try of a mail that always fails, each at once when it is due: seconds since it was queued. */
const tries = (uselessFrom: DateTime.Utc) => {
  const found: Array<number> = []
  let now = queuedAt
  for (let attempts = 1; attempts < 1000; attempts++) {
    const next = nextTry({ queuedAt, uselessFrom, attempts }, now)
    if (next === null) return found
    now = next
    found.push(Duration.toSeconds(DateTime.distance(queuedAt, now)))
  }
  return assert.fail("never given up")
}

describe("nextTry", () => {
  it("tries twice more within ten seconds, then further and further apart, at most an hour", () => {
    assert.deepStrictEqual(tries(never).slice(0, 9), [5, 10, 70, 190, 430, 910, 1870, 3790, 7390])
  })

  it("gives up after a day, and never comes after the end of what the mail says", () => {
    const day = tries(never)
    assert.isBelow(day.at(-1) ?? 0, 24 * 3600)
    assert.isAbove(day.at(-1) ?? 0, 22 * 3600)
    assert.isBelow(tries(DateTime.add(queuedAt, { hours: 1 })).at(-1) ?? 0, 3600)
  })
})
