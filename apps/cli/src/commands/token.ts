import { EmailInput } from "@beep/tenancy/contract/Email"
import { Tokens } from "@beep/tenancy/server/Tokens"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { emit, json, Refusal } from "../output/Report.ts"
import * as Services from "../services.ts"

/** `beep token EMAIL`: for trying the api by hand; stages local and test only. */
export const token = Command.make(
  "token",
  { email: Argument.String("email").pipe(Argument.withSchema(EmailInput)), json },
  Effect.fn("beep token")(function* (input) {
    const tokens = yield* Tokens
    const issued = yield* tokens.issueFor(input.email).pipe(
      Effect.catchTags({
        NotInThisStage: ({ stage }) =>
          Effect.fail(new Refusal({ reason: `tokens are printed in stages local and test, and this is ${stage}` })),
        Unauthenticated: () => Effect.fail(new Refusal({ reason: "no member signs in with this address" }))
      })
    )
    yield* emit({ ok: true, lines: [issued.accessToken], document: { ...issued } }, input.json)
  })
).pipe(
  Command.withDescription("Print a short-lived bearer token (stages local and test)"),
  Command.provide(() => Services.layer)
)
