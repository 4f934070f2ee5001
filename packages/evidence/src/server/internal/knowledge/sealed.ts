import { Schema } from "effect"
import { Literal } from "../../../contract/graph/Graph.ts"
import type { EntityId, RelationId } from "../../../contract/graph/ids.ts"

const MatchKey = Schema.Struct({
  kind: Schema.Literals([
    "address",
    "full_name",
    "given_name",
    "surname",
    "last_four",
    "account_kind",
    "event",
    "act",
    "date",
    "phrase"
  ]),
  value: Schema.String
})

/** What an entity is called and how it is recognised; sealed as one JSON text. */
export const EntityStatement = Schema.Struct({
  label: Schema.String,
  aliases: Schema.Array(Schema.String),
  keys: Schema.Array(MatchKey)
})
export type EntityStatement = typeof EntityStatement.Type

export const EntityStatementJson = Schema.fromJsonString(EntityStatement)
export const LiteralJson = Schema.fromJsonString(Literal)

/** The row's id is part of the purpose: a ciphertext copied into another row does not open there. */
export const sealedFor = {
  entity: (id: EntityId): string => `knowledge.entity:${id}`,
  literal: (id: RelationId): string => `knowledge.relation:${id}`,
  mention: (id: string): string => `knowledge.mention:${id}`,
  relationEvidence: (id: string): string => `knowledge.relation_evidence:${id}`
}
