import { OrganizationId } from "@beep/kernel/ids"
import { AccessReview } from "@beep/tenancy/server/AccessReview"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { operator } from "../operator.ts"
import { emit, json } from "../output/Report.ts"
import * as Services from "../services.ts"

const review = Command.make(
  "review",
  {
    organization: Flag.String("org").pipe(Flag.withDescription("Id of the organization"), Flag.withSchema(OrganizationId)),
    json
  },
  Effect.fn("beep access review")(function* (input) {
    const access = yield* AccessReview
    const scope = yield* SystemScope
    const csv = yield* access.csv.pipe(scope.within(operator("access.review"), input.organization))
    const lines = csv.trimEnd().split("\r\n")
    yield* emit({ ok: true, lines, document: { organizationId: input.organization, csv } }, input.json)
  })
).pipe(Command.withDescription("Print who can see what, as CSV, for the quarterly review; the printing is audited"))

export const access = Command.make("access").pipe(
  Command.withDescription("Who can see what"),
  Command.withSubcommands([review]),
  Command.provide(() => Services.layer)
)
