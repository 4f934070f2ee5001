import { ClientId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { AuditAction } from "./AuditAction.ts"

/**
 * An id, a hash, an enum word or a code: 1 to 128 of `A-Z a-z 0-9 _ . : / + = -`.
 * Neither a mail address nor a sentence fits, so neither can enter the log.
 */
export const AuditToken = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_.:/+=-]{1,128}$/))

/** Amounts in minor units and counts are integers; a float has no place in a hashed record. */
export const AuditValue = Schema.Union([Schema.Null, Schema.Boolean, Schema.Int, AuditToken, Schema.Array(AuditToken)])
export type AuditValue = typeof AuditValue.Type

export const AuditValues = Schema.Record(AuditToken, AuditValue)
export type AuditValues = typeof AuditValues.Type

export const AuditResult = Schema.Literals(["ok", "denied", "failed"])
export type AuditResult = typeof AuditResult.Type

/**
 * What a caller says about a change; actor, organization, member, request, time
 * and id are added by `Audit`. `clientId` is null only for organization and account events.
 */
export const AuditEvent = Schema.Struct({
  action: AuditAction,
  entityType: AuditToken,
  entityId: AuditToken,
  clientId: Schema.NullOr(ClientId),
  result: AuditResult,
  before: Schema.optionalKey(AuditValues),
  after: Schema.optionalKey(AuditValues),
  reason: Schema.optionalKey(AuditToken)
})
export type AuditEvent = typeof AuditEvent.Type
