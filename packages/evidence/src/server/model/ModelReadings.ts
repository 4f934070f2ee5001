import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { messagesModelRead } from "@beep/observability/metrics"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import type { Vault } from "@beep/vault/Vault"
import { Array, Context, DateTime, Effect, Layer, Metric, Result } from "effect"
import type { SecureRandom } from "effect/crypto"
import type { SqlClient } from "effect/sql"
import { graphExtractor } from "../../contract/graph/find/findGraph.ts"
import type { ModelCall } from "../../contract/graph/model/ModelTools.ts"
import { sentText } from "../../contract/graph/model/sentText.ts"
import type { TrustedSenders } from "../../contract/mail/senderFlags.ts"
import { wealth } from "../../contract/ontology/wealthManagement.ts"
import { modelRunsRepo } from "../internal/knowledge/ModelRunsRepo.ts"
import { messagesReader } from "../internal/knowledge/readMessages.ts"
import { sourceReader } from "../internal/knowledge/readSource.ts"
import { runsRepo } from "../internal/knowledge/RunsRepo.ts"
import { KnownSenders } from "../mail/KnownSenders.ts"
import type { ProviderFailed } from "../provider/ProviderFailed.ts"
import { retrying } from "../provider/retrying.ts"
import { ModelReader, type Reader } from "./ModelReader.ts"

type Caller = CurrentTenant | CurrentActor

/** Messages of one transaction, and of one answer that is lost with a process. */
const batch = 8

/** Calls under way to the provider. */
const abreast = 4

export interface ModelRead {
  readonly completed: number
  /** Messages that the provider does not take, or about which it says nothing that can be read: not asked again. */
  readonly failed: number
}

type Waiting = Effect.Success<ReturnType<Effect.Success<typeof modelRunsRepo>["waiting"]>>[number]

/** What came of asking about one message: calls, or the word its run fails with. */
interface Asked extends Waiting {
  readonly said: Result.Result<ReadonlyArray<ModelCall>, string>
}

/**
 * The second layer of extraction: messages that the rules have read are shown to a language model, where one is configured
 * and the organization lets it (`evidence.language_model`). Its run takes the place of the rules' run with everything that
 * one found. No transaction is held while the provider is waited for; while it gives nothing, what the rules found stands.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class ModelReadings extends Context.Service<
  ModelReadings,
  {
    /** Clients of the organization with a message the model was not asked about; none where it may not read. */
    readonly waiting: Effect.Effect<ReadonlyArray<ClientId>, Unavailable, CurrentTenant>
    readonly run: (clientId: ClientId) => Effect.Effect<ModelRead, NotFound | Unavailable | ProviderFailed, Caller>
  }
>()("@beep/evidence/ModelReadings") {
  static readonly layer: Layer.Layer<
    ModelReadings,
    never,
    Audit | Clients | FeatureFlags | KnownSenders | Vault | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    ModelReadings,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const flags = yield* FeatureFlags
      const senders = yield* KnownSenders
      const transaction = yield* TenantTransaction
      const reader = yield* ModelReader
      const modelRuns = yield* modelRunsRepo
      const runs = yield* runsRepo
      const read = yield* sourceReader
      const messages = yield* messagesReader

      const madeBy = ({ extractor }: Reader) => ({ ontologyId: wealth.id, rules: graphExtractor, extractor })

      /** Null where nothing may be sent: asked anew for every batch, so that switching it off stops a run under way. */
      const allowed = Effect.map(flags.isEnabled("evidence.language_model"), (isOn) => (isOn ? reader : null))

      /** What is about to be shown, and its entry: that it left is in the log whatever comes of it. */
      const next = Effect.fnUntraced(function* (client: Client, by: Reader) {
        const { organizationId } = yield* CurrentTenant
        const waiting = yield* modelRuns.waiting({ organizationId, clientId: client.id, ...madeBy(by), limit: batch })
        const opened = yield* Effect.forEach(waiting, (one) =>
          Effect.map(read(client, one), (source) => ({
            ...one,
            shown: Result.map(source, ({ content, context }) => sentText(content, context.quotedRanges))
          }))
        )
        const messagesShown = opened.filter(({ shown }) => Result.isSuccess(shown)).length
        if (messagesShown > 0) {
          yield* audit.append({
            action: "messages.shown",
            entityType: "client",
            entityId: client.id,
            clientId: client.id,
            result: "ok",
            after: { extractor: by.extractor, messages: messagesShown }
          })
        }
        return opened
      })

      /** What lies in the message is its own end; what lies with the provider is everybody's. */
      const ask = (by: Reader, { shown, ...one }: Effect.Success<ReturnType<typeof next>>[number]) =>
        Result.isFailure(shown)
          ? Effect.succeed<Asked>({ ...one, said: Result.fail(shown.failure) })
          : retrying(by.callsOver(shown.success)).pipe(
              Effect.map((calls): Asked => ({ ...one, said: Result.succeed(calls) })),
              Effect.catchIf(
                ({ reason }) => reason === "input_refused" || reason === "unreadable",
                ({ reason }) => Effect.succeed<Asked>({ ...one, said: Result.fail(`model_${reason}`) })
              )
            )

      /** Under the lock of whoever writes the graph; what changed meanwhile waits no more, and is left. */
      const store = Effect.fnUntraced(function* (
        client: Client,
        by: Reader,
        trusted: TrustedSenders,
        asked: ReadonlyArray<Asked>
      ) {
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, clientId: client.id }
        yield* runs.lock(key)
        const begun = yield* modelRuns.begin({
          ...key,
          ...madeBy(by),
          documentVersionIds: asked.map(({ documentVersionId }) => documentVersionId),
          now: yield* DateTime.nowAsDate
        })
        const saidOf = new Map(asked.map(({ documentVersionId, said }) => [documentVersionId, said]))
        const readings = begun.map((run) => ({ run, said: saidOf.get(run.documentVersionId) ?? Result.fail("model_unreadable") }))
        const lost = yield* Effect.forEach(readings, ({ run, said }) =>
          Result.isFailure(said) ? Effect.asSome(messages.failed(client.id, run, said.failure)) : Effect.succeedNone
        )
        const outcomes = yield* messages.all(
          client,
          { ontology: wealth, whole: null },
          trusted,
          readings.flatMap(({ run, said }) => (Result.isSuccess(said) ? [{ ...run, calls: said.success }] : []))
        )
        return [...Array.getSomes(lost), ...outcomes]
      })

      const run = Effect.fn("ModelReadings.run")(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        const total = { completed: 0, failed: 0 }
        while (true) {
          const by = yield* allowed
          if (by === null) return total
          const waiting = yield* transaction.run(next(client, by))
          if (waiting.length === 0) return total
          const answers = yield* Effect.forEach(waiting, (one) => Effect.result(ask(by, one)), { concurrency: abreast })
          const [asked, failures] = Array.separate(answers)
          if (asked.length > 0) {
            const trusted = yield* senders.of(clientId)
            const outcomes = yield* transaction.run<ReadonlyArray<"completed" | "failed">, never, Caller>(
              store(client, by, trusted, asked)
            )
            for (const outcome of outcomes) total[outcome] += 1
            yield* Metric.update(messagesModelRead, outcomes.length)
          }
          // What came is kept; whoever asks again begins with what did not.
          if (Array.isReadonlyArrayNonEmpty(failures)) return yield* failures[0]
        }
      })

      const waiting = Effect.gen(function* () {
        const by = yield* allowed
        if (by === null) return []
        const { organizationId } = yield* CurrentTenant
        const rows = yield* transaction.run(modelRuns.clientsWaiting({ organizationId, ...madeBy(by) }))
        return rows.map(({ clientId }) => clientId)
      }).pipe(Effect.withSpan("ModelReadings.waiting"))

      return ModelReadings.of({ waiting, run })
    })
  )
}
