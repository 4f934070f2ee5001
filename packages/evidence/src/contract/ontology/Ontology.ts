import { Schema } from "effect"

/** Stable across restarts and deploys: `wm.v1`. */
export const OntologyId = Schema.String.check(Schema.isPattern(/^[a-z0-9_.-]{1,60}$/)).pipe(Schema.brand("OntologyId"))
export type OntologyId = typeof OntologyId.Type

export const EntityType = Schema.Literals([
  "Client",
  "Household",
  "Account",
  "LifeEvent",
  "ActionItem",
  "Meeting",
  "Person",
  "CompliancePhrase"
])
export type EntityType = typeof EntityType.Type

/** Between two entities. */
export const LinkPredicate = Schema.Literals([
  "belongsToHousehold",
  "ownsAccount",
  "experiencedEvent",
  "hasActionItem",
  "assignedTo",
  "concernsAccount",
  "spouseOf",
  "parentOf",
  "worksWith",
  "attends",
  "wrote"
])
export type LinkPredicate = typeof LinkPredicate.Type

/** From an entity to a value. */
export const ValuePredicate = Schema.Literals([
  "hasSubtype",
  "lastFour",
  "custodian",
  "balance",
  "dueOn",
  "amount",
  "occursOn",
  "scheduledFor",
  "status",
  "origin",
  "hasRole",
  "emailAddress",
  "category"
])
export type ValuePredicate = typeof ValuePredicate.Type

export const Predicate = Schema.Union([LinkPredicate, ValuePredicate])
export type Predicate = typeof Predicate.Type

/** `code` is a word of a closed list of the ontology, `date` a calendar date, `money` minor units with a currency. */
export const LiteralType = Schema.Literals(["text", "date", "money", "code"])
export type LiteralType = typeof LiteralType.Type

export const EntityClass = Schema.Struct({
  type: EntityType,
  about: Schema.String,
  subtypes: Schema.Array(Schema.String),
  /** Values an entity of the type is not stored without; `label` is required of all. */
  required: Schema.Array(ValuePredicate)
})
export type EntityClass = typeof EntityClass.Type

export const LinkClass = Schema.Struct({
  predicate: LinkPredicate,
  domain: Schema.Array(EntityType),
  range: Schema.Array(EntityType),
  /** A subject has one at a time: a later statement supersedes an earlier one. */
  functional: Schema.Boolean
})
export type LinkClass = typeof LinkClass.Type

export const ValueClass = Schema.Struct({
  predicate: ValuePredicate,
  domain: Schema.Array(EntityType),
  literal: LiteralType,
  functional: Schema.Boolean
})
export type ValueClass = typeof ValueClass.Type

/** Predicates of the ontology that no row of their own holds: a span and its document say them already. */
export const DerivedClass = Schema.Struct({
  predicate: Schema.String,
  domain: Schema.String,
  range: Schema.String,
  from: Schema.String
})

/** One entry of the registry. */
export const Ontology = Schema.Struct({
  id: OntologyId,
  label: Schema.String,
  namespace: Schema.String,
  prefix: Schema.String,
  enabled: Schema.Boolean,
  /** The ontology this one is a part of: what that one names and this one does not is left out, not refused. */
  partOf: Schema.NullOr(OntologyId),
  entities: Schema.Array(EntityClass),
  links: Schema.Array(LinkClass),
  values: Schema.Array(ValueClass),
  derived: Schema.Array(DerivedClass)
})
export type Ontology = typeof Ontology.Type

export const isLink = Schema.is(LinkPredicate)
export const isValue = Schema.is(ValuePredicate)
