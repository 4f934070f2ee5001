import type { FoundGraph } from "../graph/FoundGraph.ts"
import type { Ontology } from "./Ontology.ts"
import { kindPredicates } from "./part.ts"

export type Violation =
  | { readonly kind: "unknown_type"; readonly name: string }
  | { readonly kind: "unknown_predicate"; readonly name: string }
  | { readonly kind: "outside_domain"; readonly name: string }
  | { readonly kind: "outside_range"; readonly name: string }
  | { readonly kind: "unknown_code"; readonly name: string }
  | { readonly kind: "missing_value"; readonly name: string }

/** What in a graph the ontology does not allow; a run that found any stores nothing. */
export const violations = (ontology: Ontology, graph: FoundGraph): ReadonlyArray<Violation> => {
  const classOf = new Map<string, Ontology["entities"][number]>(ontology.entities.map((one) => [one.type, one]))
  const typeAt = (index: number) => graph.entities[index]?.type
  return [
    ...graph.entities.flatMap(({ type }, index): ReadonlyArray<Violation> => {
      const known = classOf.get(type)
      if (known === undefined) return [{ kind: "unknown_type", name: type }]
      return known.required
        .filter((name) => !graph.values.some(({ subject, predicate }) => subject === index && predicate === name))
        .map((name) => ({ kind: "missing_value", name: `${type}.${name}` }))
    }),
    ...graph.links.flatMap(({ subject, predicate, object }): ReadonlyArray<Violation> => {
      const known = ontology.links.find((one) => one.predicate === predicate)
      if (known === undefined) return [{ kind: "unknown_predicate", name: predicate }]
      const [from, to] = [typeAt(subject), typeAt(object)]
      if (from === undefined || !known.domain.includes(from)) return [{ kind: "outside_domain", name: predicate }]
      return to === undefined || !known.range.includes(to) ? [{ kind: "outside_range", name: predicate }] : []
    }),
    ...graph.values.flatMap(({ subject, predicate, value }): ReadonlyArray<Violation> => {
      const known = ontology.values.find((one) => one.predicate === predicate)
      if (known === undefined) return [{ kind: "unknown_predicate", name: predicate }]
      const from = typeAt(subject)
      if (from === undefined || !known.domain.includes(from)) return [{ kind: "outside_domain", name: predicate }]
      if (known.literal !== value.type) return [{ kind: "outside_range", name: predicate }]
      const codes = kindPredicates.has(predicate) ? classOf.get(from)?.subtypes : undefined
      return value.type === "code" && codes !== undefined && !codes.includes(value.code)
        ? [{ kind: "unknown_code", name: `${from}.${value.code}` }]
        : []
    })
  ]
}
