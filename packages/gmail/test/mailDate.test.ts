import { assert, describe, it } from "@effect/vitest"
import { mailDate } from "../src/mime/mailDate.ts"

describe("mailDate", () => {
  it.each([
    ["Fri, 07 Oct 1994 16:15:05 -0700 (PDT)", Date.UTC(1994, 9, 7, 23, 15, 5)],
    ["29 Feb 2024 00:00 +0000", Date.UTC(2024, 1, 29)],
    ["Mon, 5 Jan 2026 10:00:00 EST", Date.UTC(2026, 0, 5, 15)],
    ["Mon,  5  Jan 2026 10:00:00 GMT", Date.UTC(2026, 0, 5, 10)]
  ])("reads %s", (header, expected) => assert.strictEqual(mailDate(header), expected))

  it.each([
    "Mon, 5 Jan 2026 10:00:00",
    "30 Feb 2024 00:00 +0000",
    "yesterday",
    "",
    "Mon, 5 Foo 2026 10:00:00 +0000",
    "5 Jan 2026 24:00 +0000"
  ])("says that %j names no instant", (header) => assert.isNull(mailDate(header)))
})
