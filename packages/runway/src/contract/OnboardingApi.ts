import { NotFound, RoleForbidden, StaleObject, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { ClientName } from "@beep/tenancy/contract/Client"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { AccountId, DecidedRole } from "./onboarding/CashChoice.ts"
import { ClientSettings } from "./onboarding/ClientSettings.ts"
import { Onboarding, OnboardingId } from "./onboarding/Onboarding.ts"

/** `key` is made by the browser: the same one again answers the session that is there. */
export const NewOnboarding = Schema.Struct({
  key: Schema.String.check(Schema.isUUID()),
  name: ClientName,
  timezone: TimeZoneName
})
export type NewOnboarding = typeof NewOnboarding.Type

/** Minor units of the client's home currency. */
const PayrollAmount = Schema.BigIntFromString.check(Schema.isBetweenBigInt({ minimum: 1n, maximum: 2n ** 53n }))

/** Every bank account with its role; `payroll` null when there is none to watch. */
export const CashConfirmation = Schema.Struct({
  accounts: Schema.Array(Schema.Struct({ accountId: AccountId, role: DecidedRole })).check(Schema.isMaxLength(500)),
  payroll: Schema.NullOr(Schema.Struct({ nextDate: LocalDate, amountMinor: PayrollAmount }))
})
export type CashConfirmation = typeof CashConfirmation.Type

/** Where to send the browser: Intuit's page, which leads back to this onboarding. */
export const ConsentUrl = Schema.Struct({ url: Schema.String })

/** The onboarding of a client; null when it was made without one. */
export const ClientOnboarding = Schema.Struct({ onboardingId: Schema.NullOr(OnboardingId), finished: Schema.Boolean })
export type ClientOnboarding = typeof ClientOnboarding.Type

const params = { onboardingId: OnboardingId }
const address = "/api/advisor/onboarding/:onboardingId" as const

/**
 * Bringing a client in, step by step (runway.md 7.3). A step confirmed again answers what
 * stands; one that is not asked for yet is 409. Errors: 404 (audited) for a session of a
 * client the member does not see, 503.
 */
export class OnboardingGroup extends HttpApiGroup.make("onboarding")
  .add(
    HttpApiEndpoint.post("start", "/api/advisor/onboarding", {
      payload: NewOnboarding,
      success: Onboarding,
      error: [NotFound, RoleForbidden, Unavailable]
    }).annotate(RequiredScope, "clients.manage"),
    HttpApiEndpoint.get("get", address, { params, success: Onboarding, error: [NotFound, Unavailable] }).annotate(
      RequiredScope,
      "connections.manage"
    ),
    HttpApiEndpoint.get("ofClient", "/api/advisor/clients/:clientId/onboarding", {
      params: { clientId: ClientId },
      success: ClientOnboarding,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    HttpApiEndpoint.post("connect", `${address}/connect`, {
      params,
      success: ConsentUrl,
      error: [NotFound, StaleObject, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    /** The first sync was seen; 400 while it runs, or when it brought nothing. */
    HttpApiEndpoint.post("confirmSync", `${address}/sync`, {
      params,
      success: Onboarding,
      error: [NotFound, StaleObject, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    /** Decides what counts as cash and computes the runway anew; 400 for an account that is not in the books. */
    HttpApiEndpoint.post("confirmCash", `${address}/cash`, {
      params,
      payload: CashConfirmation,
      success: Onboarding,
      error: [NotFound, StaleObject, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    /** Keeps the settings and ends the onboarding: the client is active. */
    HttpApiEndpoint.post("confirmDigest", `${address}/digest`, {
      params,
      payload: ClientSettings,
      success: Onboarding,
      error: [NotFound, RoleForbidden, StaleObject, Unavailable]
    }).annotate(RequiredScope, "connections.manage")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const OnboardingLocalApi = HttpApi.make("beep").add(OnboardingGroup)
