import { Context, Effect, Layer } from "effect"
import { registryFaults } from "../../contract/ontology/faults.ts"
import type { Ontology } from "../../contract/ontology/Ontology.ts"
import type { OntologyDisabled, OntologyUnknown } from "../../contract/ontology/OntologyProblem.ts"
import { select } from "../../contract/ontology/select.ts"
import { registered } from "../../contract/ontology/registered.ts"

/** The registry, checked when the process starts: with a fault in it nothing starts. */
export class Ontologies extends Context.Service<
  Ontologies,
  {
    readonly list: ReadonlyArray<Ontology>
    /** Only what is enabled, and only by its id. */
    readonly select: (ontologyId: string) => Effect.Effect<Ontology, OntologyUnknown | OntologyDisabled>
  }
>()("@beep/evidence/Ontologies") {
  static readonly layerOf = (entries: ReadonlyArray<Ontology>): Layer.Layer<Ontologies> =>
    Layer.effect(
      Ontologies,
      Effect.gen(function* () {
        const faults = registryFaults(entries)
        if (faults.length > 0)
          return yield* Effect.die(new Error(`the registry of ontologies cannot be loaded: ${faults.join("; ")}`))
        return { list: entries, select: (ontologyId) => Effect.fromResult(select(entries, ontologyId)) }
      })
    )

  static readonly layer: Layer.Layer<Ontologies> = Ontologies.layerOf(registered)
}
