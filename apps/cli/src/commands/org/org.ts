import { TimeZoneName } from "@beep/kernel/LocalDate"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { OrganizationName, Tier } from "@beep/tenancy/contract/Organization"
import { Organizations } from "@beep/tenancy/server/Organizations"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { email, personName } from "../../flags.ts"
import { newPassword } from "../../newPassword.ts"
import { operator } from "../../operator.ts"
import { emit, json } from "../../output/Report.ts"
import * as Services from "../../services.ts"

const create = Command.make(
  "create",
  {
    name: Argument.String("name").pipe(Argument.withDescription("Name of the firm"), Argument.withSchema(OrganizationName)),
    email,
    ownerName: personName,
    timezone: Flag.String("timezone").pipe(Flag.withDescription("IANA time zone"), Flag.withSchema(TimeZoneName)),
    tier: Flag.Literals("tier", Tier.literals).pipe(Flag.withDefault("basic")),
    demo: Flag.Boolean("demo").pipe(Flag.withDescription("Made-up data: every screen says so"), Flag.withDefault(false)),
    json
  },
  Effect.fn("beep org create")(function* (input) {
    const organizations = yield* Organizations
    const password = yield* newPassword
    const { organization, owner } = yield* organizations
      .create({
        name: input.name,
        timezone: input.timezone,
        tier: input.tier,
        demo: input.demo,
        owner: { email: input.email, displayName: input.ownerName, password }
      })
      .pipe(Effect.provideService(CurrentActor, { kind: "system", job: operator("org.create").job }))
    yield* emit(
      {
        ok: true,
        lines: [`organization ${organization.id}`, `owner ${owner.id}`],
        document: { organizationId: organization.id, ownerMemberId: owner.id }
      },
      input.json
    )
  })
).pipe(
  Command.withDescription("Make an organization with its first owner; the password comes from the terminal or standard input")
)

export const org = Command.make("org").pipe(
  Command.withDescription("Organizations"),
  Command.withSubcommands([create]),
  Command.provide(() => Services.layer)
)
