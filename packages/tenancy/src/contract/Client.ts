import { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Schema } from "effect"

/** `business` belongs to the runway half, `household` to the knowledge half. */
export const ClientKind = Schema.Literals(["business", "household"])
export type ClientKind = typeof ClientKind.Type

export const ClientStatus = Schema.Literals(["onboarding", "active", "inactive", "left"])
export type ClientStatus = typeof ClientStatus.Type

export const ClientName = Schema.String.check(Schema.isTrimmed(), Schema.isBetweenLength(1, 200))

/** Whom the firm serves. "Today" for a client is the date in its `timezone`. */
export const Client = Schema.Struct({
  id: ClientId,
  kind: ClientKind,
  name: ClientName,
  timezone: TimeZoneName,
  homeCurrency: Currency,
  status: ClientStatus,
  rowVersion: Schema.Int
})
export type Client = typeof Client.Type
