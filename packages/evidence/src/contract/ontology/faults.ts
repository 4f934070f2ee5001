import type { Ontology } from "./Ontology.ts"

const repeated = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name, index) => names.indexOf(name) !== index)

const within = (ontology: Ontology): ReadonlyArray<string> => {
  const named = ontology.entities.map(({ type }) => type)
  const types = new Set<string>(named)
  const predicates = [...ontology.links, ...ontology.values].map(({ predicate }) => predicate)
  const about = (predicate: string, used: ReadonlyArray<string>) =>
    used.filter((type) => !types.has(type)).map((type) => `${ontology.id}: ${predicate} names the unknown type ${type}`)
  return [
    ...repeated(named).map((type) => `${ontology.id}: type ${type} stands twice`),
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

/** What a part names must be what the whole names, in the same words: one thing of both is read by the same rules. */
const outsideOfWhole = (entries: ReadonlyArray<Ontology>, part: Ontology): ReadonlyArray<string> => {
  if (part.partOf === null) return []
  const whole = entries.find(({ id }) => id === part.partOf)
  if (whole === undefined || whole.partOf !== null) return [`${part.id}: it is a part of ${part.partOf}, which is no whole`]
  const beyond = (what: string, names: ReadonlyArray<string>, known: ReadonlyArray<string> | undefined) =>
    names.filter((name) => known?.includes(name) !== true).map((name) => `${part.id}: ${what} ${name} is not one of ${whole.id}`)
  const otherwise = (predicate: string, isSame: boolean) =>
    isSame ? [] : [`${part.id}: ${predicate} is not read as ${whole.id} reads it`]
  return [
    ...part.entities.flatMap(({ subtypes, type }) => {
      const known = whole.entities.find((one) => one.type === type)
      return [
        ...beyond("type", [type], known === undefined ? [] : [type]),
        ...beyond(`${type} of kind`, subtypes, known?.subtypes)
      ]
    }),
    ...part.links.flatMap(({ domain, functional, predicate, range }) => {
      const known = whole.links.find((one) => one.predicate === predicate)
      return [
        ...beyond(`${predicate} from`, domain, known?.domain),
        ...beyond(`${predicate} to`, range, known?.range),
        ...otherwise(predicate, known?.functional === functional)
      ]
    }),
    ...part.values.flatMap(({ domain, functional, literal, predicate }) => {
      const known = whole.values.find((one) => one.predicate === predicate)
      return [
        ...beyond(`${predicate} of`, domain, known?.domain),
        ...otherwise(predicate, known?.functional === functional && known.literal === literal)
      ]
    })
  ]
}

/** Why a registry may not be loaded; empty when it may. */
export const registryFaults = (entries: ReadonlyArray<Ontology>): ReadonlyArray<string> => [
  ...repeated(entries.map(({ id }) => id)).map((id) => `the id ${id} is given twice`),
  ...(entries.some(({ enabled }) => enabled) ? [] : ["no ontology is enabled"]),
  ...entries.flatMap(within),
  ...entries.flatMap((one) => outsideOfWhole(entries, one))
]
