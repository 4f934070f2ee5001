import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId, MemberId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer } from "effect"
import type { SqlError } from "effect/sql"
import type { CashStanding } from "../../contract/books/CashStanding.ts"
import type { CashQuestion } from "../../contract/onboarding/CashChoice.ts"
import type { CashConfirmation } from "../../contract/OnboardingApi.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { cashRoleWrites } from "../internal/onboarding/CashRoleWrites.ts"
import { clientDecisionWrites } from "../internal/onboarding/ClientDecisionWrites.ts"
import { clientDecisions } from "../internal/onboarding/ClientDecisions.ts"
import { companyCurrency } from "../internal/onboarding/companyCurrency.ts"
import { cashChoices, changedRoles, confirmationProblem } from "../onboarding/cashChoices.ts"
import { Runway } from "../runway/Runway.ts"

type Caller = CurrentTenant | CurrentActor

/** What was decided, for the entry of the step it belongs to. */
export type CashDecided = { readonly counted: number; readonly leftOut: number }

/**
 * What counts as cash and which payroll is watched: decided in the wizard, and again whenever a member wants to.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class CashDecisions extends Context.Service<
  CashDecisions,
  {
    readonly question: (client: Client) => Effect.Effect<CashQuestion, NotFound | Unavailable, Caller>
    readonly standing: (clientId: ClientId) => Effect.Effect<CashStanding, NotFound | Unavailable, Caller>
    /** In the caller's transaction: writes what changes, each with its entry, and computes the runway anew. */
    readonly decide: (
      clientId: ClientId,
      input: CashConfirmation
    ) => Effect.Effect<CashDecided, NotFound | ValidationFailed | Unavailable | SqlError.SqlError, Caller>
    /** The same in a transaction of its own. */
    readonly change: (
      clientId: ClientId,
      input: CashConfirmation
    ) => Effect.Effect<CashStanding, NotFound | ValidationFailed | Unavailable, Caller>
  }
>()("@beep/runway/CashDecisions") {
  static readonly layer = Layer.effect(
    CashDecisions,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const runway = yield* Runway
      const transaction = yield* TenantTransaction
      const roles = yield* cashRoleWrites
      const decisions = yield* clientDecisions
      const writes = yield* clientDecisionWrites
      const currencyOf = yield* companyCurrency

      /** Decisions are people's: a job has no member and makes none. */
      const memberId = Effect.flatMap(CurrentTenant, (tenant): Effect.Effect<MemberId, NotFound> =>
        tenant.memberId === null ? Effect.fail(new NotFound()) : Effect.succeed(tenant.memberId)
      )

      const question = Effect.fnUntraced(function* (client: Client) {
        const { result } = yield* runway.figures(client.id)
        const company = yield* transaction.run(currencyOf(client.id))
        return {
          currency: client.homeCurrency,
          companyCurrency: company.home,
          multiCurrency: company.multi,
          accounts: cashChoices(result.books)
        }
      })

      const keepRoles = Effect.fnUntraced(function* (clientId: ClientId, changes: ReturnType<typeof changedRoles>) {
        const { organizationId } = yield* CurrentTenant
        const decidedBy = yield* memberId
        const decidedAt = yield* DateTime.now
        for (const { accountId, before, role } of changes) {
          yield* roles.insert({ organizationId, clientId, accountId, role, decidedBy, decidedAt })
          yield* audit.append({
            action: "cash_role.changed",
            entityType: "account",
            entityId: accountId,
            clientId,
            result: "ok",
            before: { role: before },
            after: { role }
          })
        }
      })

      const keepPayroll = Effect.fnUntraced(function* (client: Client, payroll: CashConfirmation["payroll"]) {
        const { organizationId } = yield* CurrentTenant
        const by = yield* memberId
        const at = yield* DateTime.now
        const place = { organizationId, clientId: client.id }
        const before = (yield* decisions.find(place)).payroll
        if (payroll === null && before === null) return
        if (payroll === null) yield* writes.dropPayroll({ ...place, by, at })
        else yield* writes.keepPayroll({ ...place, ...payroll, currency: client.homeCurrency, by, at })
        yield* audit.append({
          action: "payroll.confirmed",
          entityType: "client",
          entityId: client.id,
          clientId: client.id,
          result: "ok",
          before: { nextDate: before?.nextDate ?? null, amountMinor: before === null ? null : before.amount.minor.toString() },
          after: { nextDate: payroll?.nextDate ?? null, amountMinor: payroll === null ? null : payroll.amountMinor.toString() }
        })
      })

      const standing = Effect.fn("CashDecisions.standing")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const client = yield* clients.require(clientId)
        const cash = yield* question(client)
        const { payroll } = yield* transaction.run(decisions.find({ organizationId, clientId }))
        return { timezone: client.timezone, cash, payroll }
      })

      const decide = Effect.fn("CashDecisions.decide")(function* (clientId: ClientId, input: CashConfirmation) {
        const { client, result } = yield* runway.figures(clientId)
        const choices = cashChoices(result.books)
        const problem = confirmationProblem(choices, input, result.asOf)
        if (problem !== null) return yield* new ValidationFailed({ reason: problem })
        yield* keepRoles(clientId, changedRoles(choices, input.accounts))
        yield* keepPayroll(client, input.payroll)
        yield* runway.refresh(clientId)
        return {
          counted: input.accounts.filter(({ role }) => role === "included").length,
          leftOut: input.accounts.filter(({ role }) => role !== "included").length
        }
      })

      const change = Effect.fn("CashDecisions.change")(function* (clientId: ClientId, input: CashConfirmation) {
        yield* clients.require(clientId)
        yield* transaction.run(decide(clientId, input))
        return yield* standing(clientId)
      })

      return CashDecisions.of({ question, standing, decide, change })
    })
  ).pipe(Layer.provide(LedgerReader.layer))
}
