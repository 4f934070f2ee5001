import type { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlClient } from "effect/sql"
import type { ExtractionReceipt, ExtractionRuns } from "../../contract/graph/ExtractionRun.ts"
import { graphExtractor } from "../../contract/graph/find/findGraph.ts"
import type { OntologyId } from "../../contract/ontology/Ontology.ts"
import type { OntologyDisabled, OntologyUnknown } from "../../contract/ontology/OntologyProblem.ts"
import { standardOntology } from "../../contract/ontology/wealthManagement.ts"
import { type Chosen, messagesReader } from "../internal/knowledge/readMessages.ts"
import { runListRepo } from "../internal/knowledge/RunListRepo.ts"
import { KnownSenders } from "../mail/KnownSenders.ts"
import { Ontologies } from "./Ontologies.ts"

type Caller = CurrentTenant | CurrentActor

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
     * that ends leaves whole messages only and the rest waits. `again`: what failed of one document, or of all, is asked for anew.
     */
    readonly run: (
      clientId: ClientId,
      ontologyId: OntologyId,
      again?: DocumentId | "failed"
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
      const clients = yield* Clients
      const ontologies = yield* Ontologies
      const senders = yield* KnownSenders
      const transaction = yield* TenantTransaction
      const runs = yield* runListRepo
      const messages = yield* messagesReader

      const run = Effect.fn("Extraction.run")(function* (
        clientId: ClientId,
        ontologyId: OntologyId,
        again?: DocumentId | "failed"
      ) {
        const client = yield* clients.require(clientId)
        const ontology = yield* ontologies.select(ontologyId)
        const chosen: Chosen = { ontology, whole: ontologies.list.find(({ id }) => id === ontology.partOf) ?? null }
        const trusted = yield* senders.of(clientId)
        const total = { completed: 0, failed: 0 }
        yield* transaction.run(messages.announce(client.id, ontology.id, again ?? null, batch))
        while (true) {
          const outcomes = yield* transaction.run<ReadonlyArray<"completed" | "failed">, never, Caller>(
            messages.waiting(client, chosen, trusted, batch)
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
              unread,
              modelLeft: rows.reduce((sum, row) => sum + row.byModel, 0)
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
