import { OrganizationId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Members } from "@beep/tenancy/server/Members"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { email, personName } from "../../flags.ts"
import { newPassword } from "../../newPassword.ts"
import { operator } from "../../operator.ts"
import { emit, json } from "../../output/Report.ts"
import * as Services from "../../services.ts"

const add = Command.make(
  "add",
  {
    organization: Flag.String("org").pipe(Flag.withDescription("Id of the organization"), Flag.withSchema(OrganizationId)),
    email,
    name: personName,
    role: Flag.Literals("role", Role.literals),
    json
  },
  Effect.fn("beep member add")(function* (input) {
    const members = yield* Members
    const scope = yield* SystemScope
    const password = yield* newPassword
    const member = yield* members
      .add({ email: input.email, displayName: input.name, role: input.role, password })
      .pipe(scope.within(operator("member.add"), input.organization))
    yield* emit({ ok: true, lines: [`member ${member.id}`], document: { memberId: member.id, role: member.role } }, input.json)
  })
).pipe(Command.withDescription("Add a member; somebody who can already sign in keeps the own password"))

export const member = Command.make("member").pipe(
  Command.withDescription("Members of an organization"),
  Command.withSubcommands([add]),
  Command.provide(() => Services.layer)
)
