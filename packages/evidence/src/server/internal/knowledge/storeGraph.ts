import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, MentionId, newId } from "@beep/kernel/ids"
import { Vault } from "@beep/vault/Vault"
import { Array as Arr, Effect, Option, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import type { FoundGraph, FoundSpan, LiteralValue } from "../../../contract/graph/FoundGraph.ts"
import { EntityId, type KnowledgeExtractionId, RelationEvidenceId, RelationId } from "../../../contract/graph/ids.ts"
import { type KnownEntity, resolveAll } from "../../../contract/graph/resolve.ts"
import { oneAtATime } from "../../../contract/ontology/oneAtATime.ts"
import type { OntologyId, Predicate } from "../../../contract/ontology/Ontology.ts"
import { fits } from "../../../contract/EvidenceSpan.ts"
import { openSealed } from "../openSealed.ts"
import {
  graphRepo,
  type KnowledgePlace,
  type NewEvidence,
  type NewMention,
  type NewRelation,
  type RelationRow
} from "./GraphRepo.ts"
import { statementOpener } from "./openStatements.ts"
import type { Added } from "./settle.ts"
import { type EntityStatement, EntityStatementJson, LiteralJson, sealedFor } from "./sealed.ts"

/** The graph of a client as one transaction knows it; grows with every message it takes in. */
export interface Client {
  readonly clientId: ClientId
  readonly ontologyId: OntologyId
  readonly known: Array<KnownEntity<EntityId>>
  readonly statements: Map<EntityId, EntityStatement>
}

export interface Source extends KnowledgePlace {
  readonly extractionId: KnowledgeExtractionId
  /** The stored content, opened in this transaction: every quote is cut from it. */
  readonly content: string
  readonly statedAt: Date
  readonly now: Date
}

interface Wanted {
  readonly subjectId: EntityId
  readonly predicate: Predicate
  readonly objectId: EntityId | null
  readonly literal: LiteralValue | null
  readonly evidence: ReadonlyArray<FoundSpan>
}

/** One relation as a message says it, with all the words that do. */
interface Said extends Omit<Wanted, "evidence"> {
  readonly relationId: RelationId
  readonly isNew: boolean
  readonly text: string | null
  readonly spans: Array<FoundSpan>
}

const encodeStatement = (statement: EntityStatement) => Effect.orDie(Schema.encodeEffect(EntityStatementJson)(statement))
const encodeLiteral = (literal: LiteralValue) => Effect.orDie(Schema.encodeEffect(LiteralJson)(literal))

/** What a message adds to relations: those that were known, and those that other mail speaks against. */
const heardIn = (said: ReadonlyArray<Said>, before: ReadonlyArray<RelationRow>): Pick<Added, "relations" | "contested"> => {
  const groupOf = ({ predicate, subjectId }: Pick<Said, "subjectId" | "predicate">) => `${subjectId} ${predicate}`
  const stands = [...said, ...before.filter(({ state }) => state !== "stale")]
  const groups = Map.groupBy(
    stands.filter(({ predicate }) => oneAtATime.has(predicate)),
    groupOf
  )
  const isContested = (one: Said) => groups.get(groupOf(one))?.some(({ relationId }) => relationId !== one.relationId) ?? false
  return {
    relations: said.flatMap((one) =>
      one.isNew || isContested(one) ? [] : [{ id: one.relationId, confidence: best(one.spans) }]
    ),
    contested: said.filter(isContested).map(({ relationId }) => relationId)
  }
}

const best = (spans: ReadonlyArray<Pick<FoundSpan, "confidence">>): number =>
  Math.max(...spans.map(({ confidence }) => confidence))

/** Joins what one message says with what is known and writes it; inside the transaction that holds the client's lock. */
export const graphWriter = Effect.gen(function* () {
  const vault = yield* Vault
  const graph = yield* graphRepo
  const open = yield* openSealed
  const openStatements = yield* statementOpener
  const random = yield* SecureRandom.SecureRandom
  const fresh = <S extends Schema.Codec<unknown, string>>(brand: S) =>
    newId(brand).pipe(Effect.provideService(SecureRandom.SecureRandom, random))

  const load = Effect.fnUntraced(function* (clientId: ClientId, ontologyId: OntologyId) {
    const { organizationId } = yield* CurrentTenant
    const rows = yield* graph.entities({ organizationId, clientId, ontologyId })
    const opened = yield* openStatements(clientId, rows)
    const statements = new Map<EntityId, EntityStatement>()
    const known: Array<KnownEntity<EntityId>> = []
    rows.forEach(({ entityId, type }, index) => {
      const statement = opened[index] ?? Option.none()
      if (Option.isNone(statement)) return
      statements.set(entityId, statement.value)
      known.push({ id: entityId, type, label: statement.value.label, keys: statement.value.keys })
    })
    const client: Client = { clientId, ontologyId, known, statements }
    return client
  })

  const entities = Effect.fnUntraced(function* (client: Client, source: Source, found: FoundGraph) {
    const { organizationId } = yield* CurrentTenant
    const { clientId, ontologyId } = client
    const sealer = yield* vault.sealer(clientId)
    const ids = yield* Effect.forEach(found.entities, () => fresh(EntityId))
    let next = 0
    const take = () => ids[next++] ?? EntityId.make("")
    const resolved = resolveAll(found, client.known, take)
    const touched = new Set(resolved.flatMap((one) => (one === null ? [] : [one.id])))
    const added: Array<{ readonly id: EntityId; readonly confidence: number }> = []
    for (const id of touched) {
      const now = client.known.find((one) => one.id === id)
      if (now === undefined) continue
      const before = client.statements.get(id)
      const mine = resolved.filter((one) => one?.id === id)
      const labels = mine.flatMap((one) => (one === null || one.found.onlyIfKnown ? [] : [one.found.label]))
      const aliases = [
        ...new Set([...(before?.aliases ?? []), ...(before === undefined ? [] : [before.label]), ...labels])
      ].filter((label) => label !== now.label)
      const statement: EntityStatement = { label: now.label, aliases: aliases.slice(0, 20), keys: now.keys }
      if (before === undefined) {
        const spans = mine.flatMap((one) => (one === null ? [] : one.found.spans))
        added.push({ id, confidence: best(spans) })
      } else if (
        before.label !== statement.label ||
        before.keys.length !== statement.keys.length ||
        before.aliases.length !== statement.aliases.length
      ) {
        const statementSealed = yield* sealer.sealText(sealedFor.entity(id), yield* encodeStatement(statement))
        yield* graph.rename({ organizationId, clientId, entityId: id, statementSealed })
      }
      client.statements.set(id, statement)
    }
    const rows = yield* Effect.forEach(added, ({ id, confidence }) =>
      Effect.gen(function* () {
        const statement = client.statements.get(id)
        const one = client.known.find((known) => known.id === id)
        if (statement === undefined || one === undefined)
          return yield* Effect.die(new Error("an entity was resolved and not kept"))
        const statementSealed = yield* sealer.sealText(sealedFor.entity(id), yield* encodeStatement(statement))
        return { entityId: id, type: one.type, confidence, statementSealed }
      })
    )
    if (Arr.isReadonlyArrayNonEmpty(rows)) {
      yield* graph.insertEntities({
        organizationId,
        clientId,
        ontologyId,
        statedAt: source.statedAt,
        createdAt: source.now,
        entities: rows
      })
    }
    return resolved
  })

  const relations = Effect.fnUntraced(function* (client: Client, source: Source, wanted: ReadonlyArray<Wanted>) {
    const { organizationId } = yield* CurrentTenant
    const { clientId, ontologyId } = client
    const sealer = yield* vault.sealer(clientId)
    const values = wanted.flatMap(({ objectId, predicate, subjectId }) =>
      objectId === null || oneAtATime.has(predicate) ? [{ subjectId, predicate }] : []
    )
    const links = wanted.flatMap(({ objectId, predicate, subjectId }) =>
      objectId === null || oneAtATime.has(predicate) ? [] : [{ subjectId, predicate, objectId }]
    )
    const rows = wanted.length === 0 ? [] : yield* graph.relationsOf({ organizationId, clientId, links, values })
    const literals = rows.flatMap(({ relationId, literalSealed }) =>
      literalSealed === null ? [] : [{ relationId, literalSealed }]
    )
    const texts = yield* open(
      literals.map(({ relationId, literalSealed }) => ({
        owner: clientId,
        purpose: sealedFor.literal(relationId),
        sealed: literalSealed
      }))
    ).pipe(Effect.catchTag("KeyDestroyed", Effect.die))
    const textOf = new Map(
      literals.map(({ relationId }, index): readonly [RelationId, string | null] => [
        relationId,
        Option.getOrNull(texts[index] ?? Option.none<string>())
      ])
    )
    const keyOf = (subjectId: EntityId, predicate: Predicate, object: string) => `${subjectId} ${predicate} ${object}`
    const known = new Map(
      rows.map((row) => [keyOf(row.subjectId, row.predicate, row.objectId ?? textOf.get(row.relationId) ?? ""), row.relationId])
    )
    const said = new Map<string, Said>()
    for (const one of wanted) {
      const text = one.literal === null ? null : yield* encodeLiteral(one.literal)
      const key = keyOf(one.subjectId, one.predicate, one.objectId ?? text ?? "")
      const before = said.get(key)
      if (before !== undefined) before.spans.push(...one.evidence)
      else {
        const knownId = known.get(key)
        const relationId = knownId ?? (yield* fresh(RelationId))
        said.set(key, { ...one, relationId, isNew: knownId === undefined, text, spans: [...one.evidence] })
      }
    }
    const all = [...said.values()]
    const added = yield* Effect.forEach(
      all.filter(({ isNew }) => isNew),
      ({ literal, objectId, predicate, relationId, spans, subjectId, text }) =>
        Effect.map(
          text === null ? Effect.succeed(null) : sealer.sealText(sealedFor.literal(relationId), text),
          (literalSealed): NewRelation => ({
            relationId,
            subjectId,
            predicate,
            objectId,
            literalType: literal?.type ?? null,
            literalSealed,
            confidence: best(spans)
          })
        )
    )
    if (Arr.isReadonlyArrayNonEmpty(added)) {
      yield* graph.insertRelations({
        organizationId,
        clientId,
        ontologyId,
        statedAt: source.statedAt,
        createdAt: source.now,
        relations: added
      })
    }
    return { said: all, before: rows }
  })

  const write = Effect.fnUntraced(function* (client: Client, source: Source, found: FoundGraph) {
    const { organizationId } = yield* CurrentTenant
    const { clientId } = client
    const sealer = yield* vault.sealer(clientId)
    const resolved = yield* entities(client, source, found)
    const idAt = (index: number) => resolved[index]?.id
    const wanted = [
      ...found.links.flatMap(({ subject, predicate, object, evidence }): ReadonlyArray<Wanted> => {
        const [subjectId, objectId] = [idAt(subject), idAt(object)]
        return subjectId === undefined || objectId === undefined || subjectId === objectId
          ? []
          : [{ subjectId, predicate, objectId, literal: null, evidence }]
      }),
      ...found.values.flatMap(({ subject, predicate, value, evidence }): ReadonlyArray<Wanted> => {
        const subjectId = idAt(subject)
        return subjectId === undefined ? [] : [{ subjectId, predicate, objectId: null, literal: value, evidence }]
      })
    ]
    const { before, said } = yield* relations(client, source, wanted)

    // No span, no fact: a quote is what stands in the stored content at its place, or nothing is written.
    const quote = (span: FoundSpan) =>
      fits(span, source.content.length)
        ? Effect.succeed(source.content.slice(span.start, span.end))
        : Effect.die(new Error("a rule found words outside of the content"))
    const mentions: Array<NewMention> = []
    for (const one of resolved) {
      if (one === null) continue
      for (const span of one.found.spans) {
        const mentionId = yield* fresh(MentionId)
        mentions.push({
          mentionId,
          entityId: one.id,
          startChar: span.start,
          endChar: span.end,
          textSealed: yield* sealer.sealText(sealedFor.mention(mentionId), yield* quote(span)),
          ruleId: span.ruleId,
          resolution: one.resolution,
          confidence: span.confidence
        })
      }
    }
    const evidence: Array<NewEvidence> = []
    for (const { relationId, span } of said.flatMap(({ relationId, spans }) => spans.map((span) => ({ relationId, span })))) {
      const relationEvidenceId = yield* fresh(RelationEvidenceId)
      evidence.push({
        relationEvidenceId,
        relationId,
        startChar: span.start,
        endChar: span.end,
        textSealed: yield* sealer.sealText(sealedFor.relationEvidence(relationEvidenceId), yield* quote(span)),
        ruleId: span.ruleId,
        confidence: span.confidence
      })
    }
    const place = {
      organizationId,
      clientId,
      documentId: source.documentId,
      documentVersionId: source.documentVersionId,
      extractionId: source.extractionId,
      contentLength: source.content.length,
      statedAt: source.statedAt,
      createdAt: source.now
    }
    if (Arr.isReadonlyArrayNonEmpty(mentions)) yield* graph.insertMentions({ ...place, mentions })
    if (Arr.isReadonlyArrayNonEmpty(evidence)) yield* graph.insertEvidence({ ...place, evidence })
    const spoken = Map.groupBy(mentions, ({ entityId }) => entityId)
    const known = new Set(resolved.flatMap((one) => (one === null || one.isNew ? [] : [one.id])))
    const added: Added = {
      statedAt: source.statedAt,
      entities: [...spoken].flatMap(([id, of]) => (known.has(id) ? [{ id, confidence: best(of) }] : [])),
      ...heardIn(said, before)
    }
    return { added, entityCount: spoken.size, relationCount: said.length, mentionCount: mentions.length }
  })

  return { load, write }
})
