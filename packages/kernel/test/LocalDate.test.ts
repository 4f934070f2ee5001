import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { LocalDate } from "../src/LocalDate.ts"

const exists = Schema.is(LocalDate)

describe("LocalDate", () => {
  it("knows leap years: every fourth, not the hundredth, but the four hundredth", () => {
    for (const date of ["2024-02-29", "2000-02-29", "1996-02-29", "0000-02-29"]) assert.isTrue(exists(date), date)
    for (const date of ["2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30"]) assert.isFalse(exists(date), date)
  })

  it("knows the length of each month", () => {
    const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    lengths.forEach((length, index) => {
      const month = String(index + 1).padStart(2, "0")
      for (const day of ["01", String(length)]) assert.isTrue(exists(`2025-${month}-${day}`), `${month}-${day}`)
      for (const day of ["00", String(length + 1)]) assert.isFalse(exists(`2025-${month}-${day}`), `${month}-${day}`)
    })
  })

  it("agrees with the calendar of the runtime on every day of four centuries, and on what follows a month's end", () => {
    for (let day = Date.UTC(1800, 0, 1); day < Date.UTC(2200, 0, 1); day += 86_400_000) {
      const text = new Date(day).toISOString().slice(0, 10)
      if (!exists(text)) assert.fail(text)
    }
  })

  it("refuses other months and other writings", () => {
    for (const text of [
      "2025-00-10",
      "2025-13-10",
      "2025-1-10",
      "2025-01-1",
      "25-01-01",
      "2025-01-01T00:00",
      "2025/01/01",
      " 2025-01-01",
      "abcd-01-01",
      ""
    ]) {
      assert.isFalse(exists(text), text)
    }
  })
})
