import type { Ontology } from "./Ontology.ts"

const repeated = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name, index) => names.indexOf(name) !== index)

const within = (ontology: Ontology): ReadonlyArray<string> => {
  const types = new Set<string>(ontology.entities.map(({ type }) => type))
  const predicates = [...ontology.links, ...ontology.values].map(({ predicate }) => predicate)
  const about = (predicate: string, used: ReadonlyArray<string>) =>
    used.filter((type) => !types.has(type)).map((type) => `${ontology.id}: ${predicate} names the unknown type ${type}`)
  return [
    ...repeated([...types]).map((type) => `${ontology.id}: type ${type} stands twice`),
    ...repeated(predicates).map((predicate) => `${ontology.id}: predicate ${predicate} stands twice`),
    ...ontology.links.flatMap(({ predicate, domain, range }) => about(predicate, [...domain, ...range])),
    ...ontology.values.flatMap(({ predicate, domain }) => about(predicate, domain)),
    ...ontology.entities.flatMap(({ type, required }) =>
      required
        .filter((name) => !ontology.values.some(({ predicate, domain }) => predicate === name && domain.includes(type)))
        .map((name) => `${ontology.id}: ${type} requires ${name}, which no value of it is`)
    )
  ]
}

/** Why a registry may not be loaded; empty when it may. */
export const registryFaults = (entries: ReadonlyArray<Ontology>): ReadonlyArray<string> => [
  ...repeated(entries.map(({ id }) => id)).map((id) => `the id ${id} is given twice`),
  ...(entries.some(({ enabled }) => enabled) ? [] : ["no ontology is enabled"]),
  ...entries.flatMap(within)
]
