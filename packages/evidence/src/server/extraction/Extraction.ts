import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client as ClientRow } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Array, Context, DateTime, Effect, Layer, Result } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlClient } from "effect/sql"
import type { ExtractionReceipt, ExtractionRuns } from "../../contract/graph/ExtractionRun.ts"
import { findGraph, graphExtractor } from "../../contract/graph/find/findGraph.ts"
import type { Ontology, OntologyId } from "../../contract/ontology/Ontology.ts"
import type { OntologyDisabled, OntologyUnknown } from "../../contract/ontology/OntologyProblem.ts"
import { partOf } from "../../contract/ontology/part.ts"
import { violations } from "../../contract/ontology/violations.ts"
import { standardOntology } from "../../contract/ontology/wealthManagement.ts"
import { redacted, redactionPolicy } from "../../contract/pii/detectPii.ts"
import { addressesOfClients, knownPeople, namesOf, sourceReader } from "../internal/knowledge/readSource.ts"
import { runsRepo, type Waiting } from "../internal/knowledge/RunsRepo.ts"
import { searchTextRepo } from "../internal/knowledge/SearchTextRepo.ts"
import { settling, touchedOf } from "../internal/knowledge/settle.ts"
import { settlingRepo } from "../internal/knowledge/SettlingRepo.ts"
import { graphWriter } from "../internal/knowledge/storeGraph.ts"
import { KnownSenders } from "../mail/KnownSenders.ts"
import { senderFlagging } from "../internal/senderFlagging.ts"
import type { TrustedSenders } from "../../contract/mail/senderFlags.ts"
import { Ontologies } from "./Ontologies.ts"

type Caller = CurrentTenant | CurrentActor

/** What was chosen, and the ontology it is a part of: what is found must be allowed there too. */
interface Chosen {
  readonly ontology: Ontology
  readonly whole: Ontology | null
}

/** Messages of one transaction: long enough to load the client's graph once for many, short enough to hold its lock. */
const batch = 25

/** Newest runs a list answers; counts are of all. */
const listed = 100

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Extraction extends Context.Service<
  Extraction,
  {
    /**
     * Runs what waits for a client, batch by batch; each batch is one transaction, so a process
     * that ends leaves whole messages only and the rest waits. With `documentId`, that document is asked for again.
     */
    readonly run: (
      clientId: ClientId,
      ontologyId: OntologyId,
      documentId?: DocumentId
    ) => Effect.Effect<ExtractionReceipt, NotFound | OntologyUnknown | OntologyDisabled | Unavailable, Caller>
    /**
     * Clients of the organization for whom a process left something undone, or whose mail a newer extractor has not read.
     * Of an ontology that is read only where somebody asks for it, the clients it was asked for.
     */
    readonly unfinished: (ontologyId: OntologyId) => Effect.Effect<ReadonlyArray<ClientId>, Unavailable, CurrentTenant>
    /** The runs of a client and how far its mail is read: under one ontology, or under all that were asked for. */
    readonly list: (
      clientId: ClientId,
      of?: { readonly documentId?: DocumentId; readonly ontologyId?: OntologyId }
    ) => Effect.Effect<ExtractionRuns, NotFound | Unavailable, Caller>
  }
>()("@beep/evidence/Extraction") {
  static readonly layer: Layer.Layer<
    Extraction,
    never,
    Audit | Clients | KnownSenders | Ontologies | Vault | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    Extraction,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const ontologies = yield* Ontologies
      const senders = yield* KnownSenders
      const transaction = yield* TenantTransaction
      const runs = yield* runsRepo
      const settlements = yield* settlingRepo
      const searchTexts = yield* searchTextRepo
      const read = yield* sourceReader
      const writer = yield* graphWriter
      const settle = yield* settling
      const flag = yield* senderFlagging

      const failed = Effect.fnUntraced(function* (clientId: ClientId, run: Waiting, errorCode: string) {
        const { organizationId } = yield* CurrentTenant
        yield* runs.fail({ organizationId, clientId, extractionId: run.extractionId, errorCode, now: yield* DateTime.nowAsDate })
        yield* audit.append({
          action: "extraction.failed",
          entityType: "extraction",
          entityId: run.extractionId,
          clientId,
          result: "failed",
          reason: errorCode
        })
        return "failed" as const
      })

      const runOne = Effect.fnUntraced(function* (
        client: ClientRow,
        { ontology, whole }: Chosen,
        trusted: TrustedSenders,
        state: Effect.Success<ReturnType<typeof writer.load>>,
        run: Waiting
      ) {
        const { organizationId } = yield* CurrentTenant
        const clientId = client.id
        const source = yield* read(client, run)
        if (Result.isFailure(source)) return yield* failed(clientId, run, source.failure)
        const { content, statedAt, context, header } = source.success
        const people = knownPeople(state.known)
        const before = [...state.known]
        const namesBefore = (address: string) => namesOf(before, address)
        const said = findGraph(content, { ...context, known: people, clientAddresses: addressesOfClients(state.known) })
        const found = whole === null ? said : partOf(ontology, said)
        const [violation] = [...(whole === null ? [] : violations(whole, said)), ...violations(ontology, found)]
        if (violation !== undefined) return yield* failed(clientId, run, `ontology_${violation.kind}`)
        const now = yield* DateTime.nowAsDate
        const key = { organizationId, clientId, documentId: run.documentId }
        const earlier = yield* runs.supersede({ ...key, extractionId: run.extractionId, ontologyId: ontology.id, now })
        const written = yield* writer.write(state, { ...run, content, statedAt, now }, found)
        yield* runs.complete({
          organizationId,
          clientId,
          extractionId: run.extractionId,
          entityCount: written.entityCount,
          relationCount: written.relationCount,
          mentionCount: written.mentionCount,
          now
        })
        const cause = { documentId: run.documentId, reason: "superseded" } as const
        if (earlier.length === 0) yield* settle.added(clientId, written.added, cause)
        // Rows of evidence are never removed, so this is what earlier runs over the document spoke of too.
        else yield* settle.all(clientId, touchedOf(yield* settlements.touchedBy(key)), cause)
        const names = [context.sender, ...context.recipients].flatMap((one) =>
          one === null || one.name === "" ? [] : [one.name]
        )
        yield* searchTexts.upsert({
          ...key,
          documentVersionId: run.documentVersionId,
          policyVersion: redactionPolicy,
          redacted: redacted(content, [...names, ...people.map(({ name }) => name)]),
          statedAt
        })
        // The names a client has used are those of earlier mail: what this message adds is not asked about itself.
        const clientsKnown = trusted.clients.map(({ address }) => ({ address, names: namesBefore(address) }))
        const { documentId, documentVersionId } = run
        // A sender is judged once, in the order mail came; a part is read later and in any order.
        const flags =
          whole === null
            ? yield* flag({ clientId, documentId, documentVersionId }, header, { ...trusted, clients: clientsKnown }, now)
            : 0
        yield* audit.append({
          action: "extraction.completed",
          entityType: "extraction",
          entityId: run.extractionId,
          clientId,
          result: "ok",
          after: {
            entities: written.entityCount,
            relations: written.relationCount,
            mentions: written.mentionCount,
            sender_flags: flags
          }
        })
        return "completed" as const
      })

      const runBatch = Effect.fnUntraced(function* (client: ClientRow, chosen: Chosen, trusted: TrustedSenders) {
        const { ontology } = chosen
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, clientId: client.id }
        yield* runs.lock(key)
        const waiting = yield* runs.waiting({ ...key, ontologyId: ontology.id, limit: batch })
        if (!Array.isReadonlyArrayNonEmpty(waiting)) return []
        const state = yield* writer.load(client.id, ontology.id).pipe(
          Effect.asSome,
          Effect.catchTag("KeyDestroyed", () => Effect.succeedNone)
        )
        if (state._tag === "None") return yield* Effect.forEach(waiting, (run) => failed(client.id, run, "erased"))
        return yield* Effect.forEach(waiting, (run) => runOne(client, chosen, trusted, state.value, run))
      })

      const announce = Effect.fnUntraced(function* (client: ClientRow, ontology: Ontology, documentId: DocumentId | undefined) {
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, clientId: client.id }
        const now = yield* DateTime.nowAsDate
        // Two who announce what waits would lock the rows of each other's messages.
        yield* runs.lock(key)
        yield* runs.requestMissing({
          ...key,
          documentId: documentId ?? null,
          ontologyId: ontology.id,
          extractor: graphExtractor,
          requestedAt: now
        })
        const waiting = yield* runs.waiting({ ...key, ontologyId: ontology.id, limit: batch })
        yield* runs.start({ ...key, extractionIds: waiting.map(({ extractionId }) => extractionId), now })
      })

      const run = Effect.fn("Extraction.run")(function* (clientId: ClientId, ontologyId: OntologyId, documentId?: DocumentId) {
        const client = yield* clients.require(clientId)
        const ontology = yield* ontologies.select(ontologyId)
        const chosen: Chosen = { ontology, whole: ontologies.list.find(({ id }) => id === ontology.partOf) ?? null }
        const trusted = yield* senders.of(clientId)
        const total = { completed: 0, failed: 0 }
        yield* transaction.run(announce(client, ontology, documentId))
        while (true) {
          const outcomes = yield* transaction.run<ReadonlyArray<"completed" | "failed">, never, Caller>(
            runBatch(client, chosen, trusted)
          )
          for (const outcome of outcomes) total[outcome] += 1
          // Fewer than asked for: nothing else waited when they were taken, and what came since is taken by who brought it.
          if (outcomes.length < batch) break
        }
        const receipt: ExtractionReceipt = { ...total, waiting: 0 }
        return receipt
      })

      const list = Effect.fn("Extraction.list")(function* (
        clientId: ClientId,
        of: { readonly documentId?: DocumentId; readonly ontologyId?: OntologyId } = {}
      ) {
        yield* clients.require(clientId)
        const { organizationId } = yield* CurrentTenant
        const key = { organizationId, clientId, ontologyId: of.ontologyId ?? null }
        return yield* transaction.run(
          Effect.gen(function* () {
            const items = yield* runs.list({ ...key, documentId: of.documentId ?? null, limit: listed })
            const rows = yield* runs.counts(key)
            const [{ unread } = { unread: 0 }] =
              of.ontologyId === undefined ? [] : yield* runs.unread({ ...key, ontologyId: of.ontologyId })
            const count = (state: (typeof rows)[number]["state"]) => rows.find((row) => row.state === state)?.n ?? 0
            const answer: ExtractionRuns = {
              items,
              counts: {
                pending: count("pending"),
                running: count("running"),
                completed: count("completed"),
                failed: count("failed"),
                superseded: count("superseded"),
                retracted: count("retracted")
              },
              unread
            }
            return answer
          })
        )
      })

      const unfinished = Effect.fn("Extraction.unfinished")(function* (ontologyId: OntologyId) {
        const { organizationId } = yield* CurrentTenant
        const onlyAsked = ontologyId !== standardOntology
        const rows = yield* transaction.run(
          runs.clientsWaiting({ organizationId, ontologyId, extractor: graphExtractor, onlyAsked })
        )
        return rows.map(({ clientId }) => clientId)
      })

      return Extraction.of({ run, unfinished, list })
    })
  )
}
