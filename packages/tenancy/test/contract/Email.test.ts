import { Email, EmailInput } from "@beep/tenancy/contract/Email"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Schema } from "effect"

const read = Schema.decodeUnknownExit(EmailInput)

describe("EmailInput", () => {
  it.each([
    ["ada@firm.example", "ada@firm.example"],
    ["  Ada@Firm.Example ", "ada@firm.example"]
  ])("folds %j", (typed, folded) => {
    assert.deepStrictEqual(read(typed), Exit.succeed(Email.make(folded)))
  })

  it.each(["", "ada", "ada@", "@firm.example", "a da@firm.example", `${"a".repeat(250)}@b.example`])("refuses %j", (typed) => {
    assert.isTrue(Exit.isFailure(read(typed)))
  })

  it.effect.prop("folding twice is folding once", [Schema.String], ([text]) =>
    Effect.sync(() => {
      const once = read(`${text}@Firm.Example`)
      if (Exit.isSuccess(once)) assert.deepStrictEqual(read(once.value), once)
    })
  )
})
