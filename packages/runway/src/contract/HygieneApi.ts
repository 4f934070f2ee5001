import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { KnownTime } from "./digest/KnownTime.ts"
import { KnownHygiene } from "./hygiene/HygieneStanding.ts"
import { Tray, TrayQuery } from "./hygiene/Tray.ts"
import { TrayCommand, TrayResult } from "./hygiene/TrayCommand.ts"

const params = { clientId: ClientId }

/**
 * A client that was never scanned answers 200 with `scannedAt` null. Errors: 404 (also for a household), 400 for a cursor of
 * another list, 503. A smart order without the feature is the basic one: `sort` says which it is.
 */
export const GetTrayEndpoint = HttpApiEndpoint.get("tray", "/api/advisor/clients/:clientId/tray", {
  params,
  query: TrayQuery.fields,
  success: Tray,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

/** What stood at `at`, or stands now. Errors: 404, 400 for a time that has not come, 503. */
export const GetHygieneEndpoint = HttpApiEndpoint.get("standing", "/api/advisor/clients/:clientId/hygiene", {
  params,
  query: { at: Schema.optionalKey(KnownTime) },
  success: KnownHygiene,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

/**
 * One command on 1 to 100 issues of one rule, item by item: what could not be done leaves the rest done. Errors: 400 for
 * more than 100 or for issues of several rules (nothing was done), 404 for the client, 503.
 */
export const TrayActionsEndpoint = HttpApiEndpoint.post("act", "/api/advisor/clients/:clientId/tray/actions", {
  params,
  payload: TrayCommand,
  success: TrayResult,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "hygiene.write")

/** What of a client's books needs a hand (runway.md 4). */
export class HygieneGroup extends HttpApiGroup.make("hygiene")
  .add(GetTrayEndpoint, GetHygieneEndpoint, TrayActionsEndpoint)
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const HygieneLocalApi = HttpApi.make("beep").add(HygieneGroup)
