import { OrganizationId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Schema } from "effect"

/** What an organization pays for (runway.md 1.4); a ceiling on its features unless overridden. */
export const Tier = Schema.Literals(["basic", "smart", "strategic", "autonomous"])
export type Tier = typeof Tier.Type

export const OrganizationName = Schema.String.check(Schema.isTrimmed(), Schema.isBetweenLength(1, 200))

/** `demo` is true for made-up data; every screen says so. */
export const Organization = Schema.Struct({
  id: OrganizationId,
  name: OrganizationName,
  demo: Schema.Boolean,
  timezone: TimeZoneName,
  tier: Tier
})
export type Organization = typeof Organization.Type
