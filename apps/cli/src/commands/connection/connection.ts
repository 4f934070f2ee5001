import { KeyRotation, type RotationRefused } from "@beep/connections/server/KeyRotation"
import { OrganizationId } from "@beep/kernel/ids"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Effect, Layer, Option, Result } from "effect"
import { Command, Flag } from "effect/cli"
import { operator } from "../../operator.ts"
import { emit, json } from "../../output/Report.ts"
import { table } from "../../output/table.ts"
import * as Services from "../../services.ts"

const job = operator("connection.rotate-keys")

const sentences: Readonly<Record<RotationRefused["reason"], string>> = {
  does_not_open: "REFUSED: a stored key or token does not open; nothing was changed",
  key_missing: "REFUSED: a key-encryption key in use is not in the keyring; nothing was changed"
}

const rotateKeys = Command.make(
  "rotate-keys",
  {
    organization: Flag.String("org").pipe(
      Flag.withDescription("Id of one organization; otherwise all"),
      Flag.withSchema(OrganizationId),
      Flag.optional
    ),
    json
  },
  Effect.fn("beep connection rotate-keys")(function* (input) {
    const scope = yield* SystemScope
    const rotation = yield* KeyRotation
    const organizations = Option.isSome(input.organization) ? [input.organization.value] : yield* scope.organizations(job)
    // One after another: each is a transaction of its own, and a refusal leaves the others standing.
    const results = yield* Effect.forEach(organizations, (id) =>
      rotation.rotate.pipe(
        scope.within(job, id),
        Effect.catchTag("RotationRefused", (refused) => Effect.succeed(refused)),
        Effect.map((outcome) => ({ id, outcome: "keyId" in outcome ? Result.succeed(outcome) : Result.fail(outcome.reason) }))
      )
    )
    yield* emit(
      {
        ok: results.every(({ outcome }) => Result.isSuccess(outcome)),
        lines: table(
          ["organization", "client keys", "links opened", "links erased", "result"],
          results.map(({ id, outcome }) =>
            Result.isSuccess(outcome)
              ? [
                  id,
                  String(outcome.success.clientKeys),
                  String(outcome.success.linksOpened),
                  String(outcome.success.linksErased),
                  "rotated"
                ]
              : [id, "-", "-", "-", sentences[outcome.failure]]
          )
        ),
        document: results.map(({ id, outcome }) =>
          Result.isSuccess(outcome)
            ? { organizationId: id, result: "rotated", ...outcome.success }
            : { organizationId: id, result: "refused", reason: outcome.failure }
        )
      },
      input.json
    )
  })
).pipe(
  Command.withDescription("Encrypt the keys that protect tokens anew; every token is opened under the new keys before it counts"),
  Command.provide(() => KeyRotation.layer.pipe(Layer.provideMerge(Services.layer)))
)

export const connection = Command.make("connection").pipe(
  Command.withDescription("Links of clients to QuickBooks"),
  Command.withSubcommands([rotateKeys])
)
