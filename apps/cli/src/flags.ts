import { EmailInput } from "@beep/tenancy/contract/Email"
import { Flag } from "effect/cli"

export const email = Flag.String("email").pipe(Flag.withDescription("Mail address of the login"), Flag.withSchema(EmailInput))
export const personName = Flag.String("name").pipe(Flag.withDescription("Name shown to colleagues"))
