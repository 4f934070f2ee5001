import { NewPassword } from "@beep/tenancy/contract/Password"
import { Effect, Redacted, Schema } from "effect"
import { Prompt } from "effect/cli"
import { Refusal } from "./output/Report.ts"

/** Asked for on a terminal, read from standard input otherwise; never an argument, which other processes can see. */
export const newPassword = Effect.gen(function* () {
  const typed = process.stdin.isTTY
    ? Redacted.value(yield* Prompt.run(Prompt.Password({ message: "Password, 12 characters or more" })))
    : (yield* Effect.promise(() => Bun.stdin.text())).replace(/\r?\n$/, "")
  return yield* Effect.mapError(
    Schema.decodeEffect(NewPassword)(typed),
    () => new Refusal({ reason: "the password must have 12 characters or more" })
  )
})
