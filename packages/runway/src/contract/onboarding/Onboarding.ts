import { ConnectionStatus } from "@beep/connections/contract/Connection"
import { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { LedgerInput } from "../ledger/Coverage.ts"
import { CashQuestion } from "./CashChoice.ts"
import { ClientSettings } from "./ClientSettings.ts"
import { PayrollProfile } from "./PayrollProfile.ts"

export const OnboardingId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("OnboardingId"))
export type OnboardingId = typeof OnboardingId.Type

/** The steps of the wizard after its first, which makes the session (runway.md 7.3). */
export const OnboardingStep = Schema.Literals(["connect", "sync", "cash", "digest", "done"])
export type OnboardingStep = typeof OnboardingStep.Type

/**
 * Where the onboarding of a client stands. `step` is what is asked for now: a link that
 * broke asks for `connect` again and keeps what was confirmed. `cash` is null until the
 * first sync was confirmed; `notRead` names inputs that no sync has brought yet.
 */
export const Onboarding = Schema.Struct({
  onboardingId: OnboardingId,
  clientId: ClientId,
  clientName: Schema.String,
  timezone: TimeZoneName,
  step: OnboardingStep,
  connection: ConnectionStatus,
  startedAt: Schema.DateTimeUtcFromString,
  finishedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  notRead: Schema.Array(LedgerInput),
  cash: Schema.NullOr(CashQuestion),
  payroll: Schema.NullOr(PayrollProfile),
  settings: ClientSettings
})
export type Onboarding = typeof Onboarding.Type
