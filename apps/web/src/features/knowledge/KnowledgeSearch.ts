import { EntityId, RelationId } from "@beep/evidence/contract/graph/ids"
import { EntityType, OntologyId } from "@beep/evidence/contract/ontology/Ontology"
import { ThreadId } from "@beep/evidence/contract/mail/MailThread"
import { ClientId, DocumentId } from "@beep/kernel/ids"
import { Schema } from "effect"

/** What of `/knowledge` stands in the address: ids and choices. The words of a search are about people and stay out of it. */
export const KnowledgeSearch = Schema.Struct({
  client: Schema.optionalKey(ClientId),
  ontology: Schema.optionalKey(OntologyId),
  seed: Schema.optionalKey(EntityId),
  hops: Schema.optionalKey(Schema.Literals([1, 2, 3])),
  entity: Schema.optionalKey(EntityId),
  relation: Schema.optionalKey(RelationId),
  document: Schema.optionalKey(DocumentId),
  /** The thread that is read; it stays while something found in it is selected. */
  thread: Schema.optionalKey(ThreadId),
  hidden: Schema.optionalKey(Schema.Array(EntityType)),
  labels: Schema.optionalKey(Schema.Literal("off"))
})
export type KnowledgeSearch = typeof KnowledgeSearch.Type

/** One thing is selected at a time. */
export type Selection = Pick<KnowledgeSearch, "entity" | "relation" | "document">

export const selecting = (search: KnowledgeSearch, selection: Selection): KnowledgeSearch => {
  const { document: _document, entity: _entity, relation: _relation, ...rest } = search
  return { ...rest, ...selection }
}

/** Another thread to read, in place of what was selected. */
export const reading = (search: KnowledgeSearch, thread: ThreadId): KnowledgeSearch => ({ ...selecting(search, {}), thread })

export const withoutThread = ({ thread: _thread, ...rest }: KnowledgeSearch): KnowledgeSearch => selecting(rest, {})

/** Back to the surroundings of the households. */
export const withoutSeed = ({ seed: _seed, ...rest }: KnowledgeSearch): KnowledgeSearch => rest
