import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { started } from "../support.ts"

const open = Effect.map(started([]), ({ control, url }) => {
  const page = Effect.promise(async () => {
    const answer = await fetch(`${url}/_sandbox/mail`)
    return { status: answer.status, text: await answer.text() }
  })
  const press = (fault: string) =>
    Effect.promise(async () => {
      const answer = await fetch(`${url}/_sandbox/mail`, { method: "POST", body: new URLSearchParams({ fault }) })
      return { status: answer.status, text: await answer.text() }
    })
  return { control, page, press }
})

describe("the page of mail that arrived", () => {
  it.live("says that nothing came, and offers every failure by a button", () =>
    Effect.gen(function* () {
      const { control, page } = yield* open
      const { status, text } = yield* page
      assert.strictEqual(status, 200)
      assert.include(text, "Nothing yet.")
      for (const fault of ["refuse", "defer", "slow", "drop", "lose_answer"]) assert.include(text, `value="${fault}"`)
      assert.notInclude(text, "<script")
      assert.deepStrictEqual((yield* control("GET", "mails")).body, [])
    })
  )

  it.live("shows what was ordered by a button or by a program, refuses what is no failure, and takes all back", () =>
    Effect.gen(function* () {
      const { control, page, press } = yield* open
      assert.include((yield* press("defer")).text, "defer &times; 1")
      assert.strictEqual((yield* control("POST", "mail/faults", { fault: "refuse", times: 3 })).status, 202)
      assert.include((yield* page).text, "defer &times; 1, refuse &times; 3")
      assert.strictEqual((yield* control("POST", "mail/faults", { fault: "explode", times: 1 })).status, 400)
      assert.strictEqual((yield* press("explode")).status, 400)
      assert.strictEqual((yield* control("DELETE", "mail/faults")).status, 204)
      assert.notInclude((yield* page).text, "Ordered")
    })
  )
})
