import { Audit } from "@beep/audit/server/Audit"
import { AppPath } from "@beep/connections/server/AppPath"
import { Connections } from "@beep/connections/server/Connections"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RoleForbidden, StaleObject, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { type ClientId, type MemberId, newId } from "@beep/kernel/ids"
import { usd } from "@beep/kernel/Money"
import { onUniqueViolation } from "@beep/sql/failures"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { ClientSettings } from "../../contract/onboarding/ClientSettings.ts"
import { type Onboarding, OnboardingId } from "../../contract/onboarding/Onboarding.ts"
import { type ConfirmedStep, stepOf } from "../../contract/onboarding/stepOf.ts"
import type { CashConfirmation, ClientOnboarding, NewOnboarding } from "../../contract/OnboardingApi.ts"
import { CashDecisions } from "../cash/CashDecisions.ts"
import { clientDecisionWrites } from "../internal/onboarding/ClientDecisionWrites.ts"
import { clientDecisions } from "../internal/onboarding/ClientDecisions.ts"
import { keyTaken, onboardingRows, type OnboardingRow } from "../internal/onboarding/OnboardingRows.ts"
import { Runway } from "../runway/Runway.ts"
import { Sync } from "../sync/Sync.ts"
import { firstSyncProblem, notRead } from "./firstSync.ts"

type Caller = CurrentTenant | CurrentActor

/** In which order steps are confirmed. */
const order: Readonly<Record<ConfirmedStep, number>> = { connect: 0, cash: 1, digest: 2, done: 3 }

/**
 * Bringing a client in: what was confirmed is kept, what stands (the link, the sync, the
 * books) is asked of its own room each time.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Onboardings extends Context.Service<
  Onboardings,
  {
    /** Makes the client, assigned to the caller, and its session; the same key again answers the session that is there. */
    readonly start: (input: NewOnboarding) => Effect.Effect<Onboarding, NotFound | RoleForbidden | Unavailable, Caller>
    readonly get: (id: OnboardingId) => Effect.Effect<Onboarding, NotFound | Unavailable, Caller>
    readonly ofClient: (clientId: ClientId) => Effect.Effect<ClientOnboarding, NotFound | Unavailable, Caller>
    /** Intuit's page; `StaleObject` once the onboarding has ended. */
    readonly connect: (id: OnboardingId) => Effect.Effect<string, NotFound | StaleObject | Unavailable, Caller>
    readonly confirmSync: (
      id: OnboardingId
    ) => Effect.Effect<Onboarding, NotFound | StaleObject | ValidationFailed | Unavailable, Caller>
    readonly confirmCash: (
      id: OnboardingId,
      input: CashConfirmation
    ) => Effect.Effect<Onboarding, NotFound | StaleObject | ValidationFailed | Unavailable, Caller>
    readonly confirmDigest: (
      id: OnboardingId,
      input: ClientSettings
    ) => Effect.Effect<Onboarding, NotFound | RoleForbidden | StaleObject | Unavailable, Caller>
  }
>()("@beep/runway/Onboardings") {
  static readonly layerNoDeps = Layer.effect(
    Onboardings,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const connections = yield* Connections
      const runway = yield* Runway
      const sync = yield* Sync
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom
      const rows = yield* onboardingRows
      const decisions = yield* clientDecisions
      const cash = yield* CashDecisions
      const writes = yield* clientDecisionWrites

      const hidden = (id: string) =>
        Effect.andThen(
          audit.record({
            action: "access.denied",
            entityType: "onboarding",
            entityId: id,
            clientId: null,
            result: "denied",
            reason: "outside_scope"
          }),
          Effect.fail(new NotFound())
        )

      const require = Effect.fnUntraced(function* (id: OnboardingId) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* transaction.run(rows.find({ organizationId, onboardingId: id }))
        return Option.isSome(found) ? found.value : yield* hidden(id)
      })

      /** Decisions are people's: a job has no member and makes none. */
      const memberId = Effect.flatMap(CurrentTenant, (tenant): Effect.Effect<MemberId, NotFound> =>
        tenant.memberId === null ? Effect.fail(new NotFound()) : Effect.succeed(tenant.memberId)
      )

      const view = Effect.fnUntraced(function* (row: OnboardingRow) {
        const { organizationId } = yield* CurrentTenant
        const client = yield* clients.require(row.clientId)
        const { status } = yield* connections.status(row.clientId)
        const decided = yield* transaction.run(decisions.find({ organizationId, clientId: row.clientId }))
        const answer: Onboarding = {
          onboardingId: row.onboardingId,
          clientId: row.clientId,
          clientName: client.name,
          timezone: client.timezone,
          step: stepOf(row.step, status),
          connection: status,
          startedAt: row.startedAt,
          finishedAt: row.finishedAt,
          notRead: notRead(yield* sync.state(row.clientId)),
          cash: row.step === "connect" ? null : yield* cash.question(client),
          payroll: decided.payroll,
          settings: decided.settings
        }
        return answer
      })

      const start = Effect.fn("Onboardings.start")(function* ({ key, name, timezone }: NewOnboarding) {
        const startedBy = yield* memberId
        const { organizationId } = yield* CurrentTenant
        const known = rows.byKey({ organizationId, startedBy, key })
        const before = yield* transaction.run(known)
        if (Option.isSome(before)) return yield* view(before.value)
        const onboardingId = yield* newId(OnboardingId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const startedAt = yield* DateTime.now
        // Until QuickBooks says otherwise; the books' own currency is shown beside it in the step of the accounts.
        const input = { kind: "business", name, timezone, homeCurrency: usd } as const
        yield* clients
          .createWith(input, ({ id: clientId }) =>
            Effect.gen(function* () {
              yield* rows.insert({ organizationId, clientId, onboardingId, key, startedBy, startedAt })
              yield* audit.append({
                action: "onboarding.started",
                entityType: "onboarding",
                entityId: onboardingId,
                clientId,
                result: "ok"
              })
            }).pipe(onUniqueViolation(keyTaken, Effect.fail(new StaleObject())))
          )
          // The same key a moment earlier: its client is the one, and ours was never made.
          .pipe(Effect.catchTag("StaleObject", () => Effect.void))
        const made = yield* transaction.run(known)
        return Option.isSome(made) ? yield* view(made.value) : yield* new NotFound()
      })

      const get = Effect.fn("Onboardings.get")((id: OnboardingId) => Effect.flatMap(require(id), view))

      const ofClient = Effect.fn("Onboardings.ofClient")(function* (clientId: ClientId) {
        yield* clients.require(clientId)
        const { organizationId } = yield* CurrentTenant
        const found = yield* transaction.run(rows.ofClient({ organizationId, clientId }))
        return Option.match(found, {
          onNone: () => ({ onboardingId: null, finished: false }),
          onSome: (row) => ({ onboardingId: row.onboardingId, finished: row.step === "done" })
        })
      })

      const connect = Effect.fn("Onboardings.connect")(function* (id: OnboardingId) {
        const row = yield* require(id)
        if (row.step === "done") return yield* new StaleObject()
        return yield* connections.authorize(row.clientId, AppPath.make(`/onboarding/${id}`))
      })

      /** Runs `change` while the row is held, unless a later step was confirmed already; then what stands is the answer. */
      const confirm = Effect.fnUntraced(function* <E, R>(
        id: OnboardingId,
        steps: { readonly asked: ConfirmedStep; readonly next: ConfirmedStep; readonly untilStep: ConfirmedStep },
        change: (row: OnboardingRow) => Effect.Effect<Readonly<Record<string, string | number | boolean>>, E, R>
      ) {
        const { clientId } = yield* require(id)
        const { organizationId } = yield* CurrentTenant
        const finishedAt = steps.next === "done" ? yield* DateTime.now : null
        yield* transaction.run(
          Effect.gen(function* () {
            const row = Option.getOrThrow(yield* rows.lock({ organizationId, onboardingId: id }))
            if (order[row.step] < order[steps.asked]) return yield* new StaleObject()
            if (order[row.step] > order[steps.untilStep]) return
            const after = yield* change(row)
            yield* rows.advance({ organizationId, onboardingId: id, step: steps.next, finishedAt })
            yield* audit.append({
              action: steps.next === "done" ? "onboarding.finished" : "onboarding.step_confirmed",
              entityType: "onboarding",
              entityId: id,
              clientId,
              result: "ok",
              after: { step: steps.asked, ...after }
            })
          })
        )
        return yield* Effect.flatMap(require(id), view)
      })

      const confirmSync = Effect.fn("Onboardings.confirmSync")(function* (id: OnboardingId) {
        const { clientId } = yield* require(id)
        const status = yield* sync.state(clientId)
        return yield* confirm(id, { asked: "connect", next: "cash", untilStep: "connect" }, () => {
          const problem = firstSyncProblem(status)
          return problem === null
            ? Effect.succeed({ phase: status.phase, notRead: notRead(status).length })
            : Effect.fail(new ValidationFailed({ reason: problem }))
        })
      })

      const confirmCash = Effect.fn("Onboardings.confirmCash")(function* (id: OnboardingId, input: CashConfirmation) {
        // Again from the step after it: a member may come back and decide anew.
        return yield* confirm(id, { asked: "cash", next: "digest", untilStep: "digest" }, ({ clientId }) =>
          cash.decide(clientId, input)
        )
      })

      const confirmDigest = Effect.fn("Onboardings.confirmDigest")(function* (id: OnboardingId, input: ClientSettings) {
        return yield* confirm(id, { asked: "digest", next: "done", untilStep: "digest" }, ({ clientId, startedAt }) =>
          Effect.gen(function* () {
            const { organizationId } = yield* CurrentTenant
            const by = yield* memberId
            const at = yield* DateTime.now
            const before = (yield* decisions.find({ organizationId, clientId })).settings
            yield* writes.keepSettings({ organizationId, clientId, ...input, by, at })
            yield* audit.append({
              action: "settings.changed",
              entityType: "client",
              entityId: clientId,
              clientId,
              result: "ok",
              before: { ...before },
              after: { ...input }
            })
            const client = yield* clients.require(clientId)
            if (client.status === "onboarding") yield* clients.setStatus(clientId, "active", client.rowVersion)
            yield* runway.refresh(clientId)
            return { seconds: Math.round((DateTime.toEpochMillis(at) - DateTime.toEpochMillis(startedAt)) / 1000) }
          })
        )
      })

      return Onboardings.of({ start, get, ofClient, connect, confirmSync, confirmCash, confirmDigest })
    })
  )

  static readonly layer = Onboardings.layerNoDeps.pipe(Layer.provide([CashDecisions.layer, SecureRandom.layerWebCrypto]))
}
