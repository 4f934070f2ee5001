import { Schema } from "effect"
import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Money } from "@beep/kernel/Money"
import { Confidence } from "../MentionFact.ts"
import { EntityType, LinkPredicate, OntologyId, ValuePredicate } from "../ontology/Ontology.ts"
import { EntityId, RelationId } from "./ids.ts"

/** A value as it was said. `code` is a word of the ontology: `TraditionalIRA`, `open`. */
export const Literal = Schema.Union([
  Schema.Struct({ type: Schema.Literal("text"), text: Schema.String }),
  Schema.Struct({ type: Schema.Literal("code"), code: Schema.String }),
  Schema.Struct({ type: Schema.Literal("date"), date: LocalDate }),
  Schema.Struct({ type: Schema.Literal("money"), money: Money })
])
export type Literal = typeof Literal.Type

/**
 * `current`: it stands. `superseded`: later mail says otherwise. `contradicted`:
 * mail of the same day says two things, and nobody chose between them.
 */
export const RelationState = Schema.Literals(["current", "superseded", "contradicted"])
export type RelationState = typeof RelationState.Type

/** A value of one entity; a fact of its own, with evidence of its own. */
export const Attribute = Schema.Struct({
  relationId: RelationId,
  predicate: ValuePredicate,
  value: Literal,
  confidence: Confidence,
  state: RelationState,
  /** The date of the earliest message that says so. */
  validFrom: Schema.DateTimeUtcFromString,
  /** The date of the message that ended it; null while it stands. */
  validTo: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type Attribute = typeof Attribute.Type

/** Something mail speaks of. Nothing is here that no standing span mentions. */
export const Entity = Schema.Struct({
  entityId: EntityId,
  type: EntityType,
  /** Null when the sealed name could not be opened: the node then shows as broken, never under a guess. */
  label: Schema.NullOr(Schema.String),
  /** Other spellings seen. */
  aliases: Schema.Array(Schema.String),
  confidence: Confidence,
  /** Standing mentions; each is one item of `GET .../evidence?entityId=`. */
  mentionCount: Schema.Int,
  lastStatedAt: Schema.DateTimeUtcFromString,
  /** Steps from the nearest seed; 0 for a seed. */
  distance: Schema.Int,
  /** Standing and contradicted values first, then superseded ones. */
  attributes: Schema.Array(Attribute)
})
export type Entity = typeof Entity.Type

export const Relation = Schema.Struct({
  relationId: RelationId,
  subjectId: EntityId,
  predicate: LinkPredicate,
  objectId: EntityId,
  confidence: Confidence,
  state: RelationState,
  validFrom: Schema.DateTimeUtcFromString,
  validTo: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type Relation = typeof Relation.Type

/** A document that a fact of this answer rests on; its text is read by its version, never from here. */
export const GraphSource = Schema.Struct({
  documentId: DocumentId,
  documentVersionId: DocumentVersionId,
  title: Schema.NullOr(Schema.String),
  statedAt: Schema.DateTimeUtcFromString
})
export type GraphSource = typeof GraphSource.Type

/** Part of a client's graph: entities by distance, type and id; relations by id. */
export const GraphView = Schema.Struct({
  ontologyId: OntologyId,
  entities: Schema.Array(Entity),
  relations: Schema.Array(Relation),
  sources: Schema.Array(GraphSource),
  stats: Schema.Struct({
    entityCount: Schema.Int,
    relationCount: Schema.Int,
    /** Of the whole client, whatever was asked. */
    clientEntityCount: Schema.Int,
    hops: Schema.Int,
    /** Entities beyond the limit of one answer were left out. */
    truncated: Schema.Boolean,
    /** Names or values whose stored bytes did not open. */
    broken: Schema.Int
  })
})
export type GraphView = typeof GraphView.Type

/** One answer holds at most this many entities. */
export const mostEntities = 300
