import type { FoundGraph } from "../graph/FoundGraph.ts"
import type { Ontology } from "./Ontology.ts"

/** The values that say which kind of its type a thing is; `subtypes` of the type lists what they may be. */
export const kindPredicates: ReadonlySet<string> = new Set(["hasSubtype", "category"])

/**
 * Of what a message says, what a part of the ontology names: things of its types and of the kinds it lists, with what
 * joins them. Whatever the whole allows and the part does not is left out; nothing else is.
 */
export const partOf = (ontology: Ontology, graph: FoundGraph): FoundGraph => {
  const classOf = new Map<string, Ontology["entities"][number]>(ontology.entities.map((one) => [one.type, one]))
  const predicates = new Set<string>([...ontology.links, ...ontology.values].map(({ predicate }) => predicate))
  const isNamed = (index: number): boolean => {
    const known = classOf.get(graph.entities[index]?.type ?? "")
    return (
      known !== undefined &&
      (known.subtypes.length === 0 ||
        graph.values.every(
          ({ predicate, subject, value }) =>
            subject !== index || !kindPredicates.has(predicate) || value.type !== "code" || known.subtypes.includes(value.code)
        ))
    )
  }
  const kept = graph.entities.flatMap((_, index) => (isNamed(index) ? [index] : []))
  const placeOf = new Map(kept.map((index, place) => [index, place]))
  return {
    entities: graph.entities.filter((_, index) => placeOf.has(index)),
    links: graph.links.flatMap((link) => {
      const [subject, object] = [placeOf.get(link.subject), placeOf.get(link.object)]
      return subject === undefined || object === undefined || !predicates.has(link.predicate)
        ? []
        : [{ ...link, subject, object }]
    }),
    values: graph.values.flatMap((value) => {
      const subject = placeOf.get(value.subject)
      return subject === undefined || !predicates.has(value.predicate) ? [] : [{ ...value, subject }]
    })
  }
}
