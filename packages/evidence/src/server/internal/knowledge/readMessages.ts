import { Audit } from "@beep/audit/server/Audit"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import type { Client as ClientRow } from "@beep/tenancy/contract/Client"
import { DateTime, Effect, Result } from "effect"
import { findGraph, graphExtractor } from "../../../contract/graph/find/findGraph.ts"
import { judged } from "../../../contract/graph/model/judged.ts"
import type { ModelCall } from "../../../contract/graph/model/ModelTools.ts"
import { sentText } from "../../../contract/graph/model/sentText.ts"
import type { TrustedSenders } from "../../../contract/mail/senderFlags.ts"
import type { Ontology, OntologyId } from "../../../contract/ontology/Ontology.ts"
import { partOf } from "../../../contract/ontology/part.ts"
import { violations } from "../../../contract/ontology/violations.ts"
import { redacted, redactionPolicy } from "../../../contract/pii/detectPii.ts"
import { senderFlagging } from "../senderFlagging.ts"
import { addressesOfClients, knownPeople, namesOf, sourceReader } from "./readSource.ts"
import { runsRepo, type Waiting } from "./RunsRepo.ts"
import { searchTextRepo } from "./SearchTextRepo.ts"
import { settling, touchedOf } from "./settle.ts"
import { settlingRepo } from "./SettlingRepo.ts"
import { graphWriter } from "./storeGraph.ts"

/** What was chosen, and the ontology it is a part of: what is found must be allowed there too. */
export interface Chosen {
  readonly ontology: Ontology
  readonly whole: Ontology | null
}

/** A run to do; `calls` are what a language model said over the message, null where it is read by the rules alone. */
export interface Reading extends Waiting {
  readonly calls: ReadonlyArray<ModelCall> | null
}

/**
 * Reads messages of one client into its graph, all in the caller's transaction and under the lock of whoever writes that
 * graph. A message that cannot be read ends its run as failed, with a word, and leaves what stood.
 */
export const messagesReader = Effect.gen(function* () {
  const audit = yield* Audit
  const runs = yield* runsRepo
  const settlements = yield* settlingRepo
  const searchTexts = yield* searchTextRepo
  const read = yield* sourceReader
  const writer = yield* graphWriter
  const settle = yield* settling
  const flag = yield* senderFlagging

  const failed = Effect.fnUntraced(function* (clientId: ClientId, run: Pick<Waiting, "extractionId">, errorCode: string) {
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

  const one = Effect.fnUntraced(function* (
    client: ClientRow,
    { ontology, whole }: Chosen,
    trusted: TrustedSenders,
    state: Effect.Success<ReturnType<typeof writer.load>>,
    { calls, ...run }: Reading
  ) {
    const { organizationId } = yield* CurrentTenant
    const clientId = client.id
    const source = yield* read(client, run)
    if (Result.isFailure(source)) return yield* failed(clientId, run, source.failure)
    const { content, statedAt, context, header } = source.success
    const people = knownPeople(state.known)
    const before = [...state.known]
    const namesBefore = (address: string) => namesOf(before, address)
    const rules = findGraph(content, { ...context, known: people, clientAddresses: addressesOfClients(state.known) })
    const model = calls === null ? null : judged(sentText(content, context.quotedRanges), context, rules, calls)
    const said = model === null ? rules : model.graph
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
    const names = [context.sender, ...context.recipients].flatMap((person) =>
      person === null || person.name === "" ? [] : [person.name]
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
    // A sender is judged once, in the order mail came; a part, and a model, read later and in any order.
    const flags =
      whole === null && model === null
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
        sender_flags: flags,
        ...(model === null ? {} : { model_added: model.added, model_known: model.known, model_refused: model.refused.length })
      }
    })
    return "completed" as const
  })

  const all = Effect.fnUntraced(function* (
    client: ClientRow,
    chosen: Chosen,
    trusted: TrustedSenders,
    readings: ReadonlyArray<Reading>
  ) {
    const state = yield* writer.load(client.id, chosen.ontology.id).pipe(
      Effect.asSome,
      Effect.catchTag("KeyDestroyed", () => Effect.succeedNone)
    )
    if (state._tag === "None") return yield* Effect.forEach(readings, (run) => failed(client.id, run, "erased"))
    return yield* Effect.forEach(readings, (run) => one(client, chosen, trusted, state.value, run))
  })

  /** Asks for what was never read, and again for what failed of one document or of all, and marks the first `limit` of what waits as under way. */
  const announce = Effect.fnUntraced(function* (
    clientId: ClientId,
    ontologyId: OntologyId,
    again: DocumentId | "failed" | null,
    limit: number
  ) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId, ontologyId }
    const now = yield* DateTime.nowAsDate
    // Two who announce what waits would lock the rows of each other's messages.
    yield* runs.lock(key)
    yield* runs.requestMissing({
      ...key,
      documentId: again === "failed" ? null : again,
      again: again !== null,
      extractor: graphExtractor,
      requestedAt: now
    })
    const waiting = yield* runs.waiting({ ...key, limit })
    yield* runs.start({ ...key, extractionIds: waiting.map(({ extractionId }) => extractionId), now })
  })

  /** Reads the first `limit` of what waits, by the rules. */
  const waiting = Effect.fnUntraced(function* (client: ClientRow, chosen: Chosen, trusted: TrustedSenders, limit: number) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId: client.id }
    yield* runs.lock(key)
    const found = yield* runs.waiting({ ...key, ontologyId: chosen.ontology.id, limit })
    return found.length === 0
      ? []
      : yield* all(
          client,
          chosen,
          trusted,
          found.map((run) => ({ ...run, calls: null }))
        )
  })

  return { all, announce, failed, waiting }
})
