import { estate } from "./estatePlanning.ts"
import { type Ontology, OntologyId } from "./Ontology.ts"
import { wealth } from "./wealthManagement.ts"

/** An entry that was drafted without required attributes and is kept so that its id is never given again. */
const draft: Ontology = { ...wealth, id: OntologyId.make("wm.v0"), label: "Wealth management, draft", enabled: false }

/** In the order they are listed. Ids are never reused and never change. */
export const registered: ReadonlyArray<Ontology> = [wealth, estate, draft]
