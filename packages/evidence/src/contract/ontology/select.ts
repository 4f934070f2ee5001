import { Result } from "effect"
import type { Ontology } from "./Ontology.ts"
import { OntologyDisabled, OntologyUnknown } from "./OntologyProblem.ts"

/** The entry of this id, when it may be used. */
export const select = (
  entries: ReadonlyArray<Ontology>,
  ontologyId: string
): Result.Result<Ontology, OntologyUnknown | OntologyDisabled> => {
  const found = entries.find(({ id }) => id === ontologyId)
  if (found === undefined) return Result.fail(new OntologyUnknown({ ontologyId }))
  return found.enabled ? Result.succeed(found) : Result.fail(new OntologyDisabled({ ontologyId }))
}
