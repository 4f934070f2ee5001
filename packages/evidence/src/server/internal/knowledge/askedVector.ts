import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Effect } from "effect"
import type { EntityId } from "../../../contract/graph/ids.ts"
import type { VectorsAnswer } from "../../../contract/graph/Query.ts"
import { likeness } from "../../../contract/graph/vector.ts"
import type { OntologyId } from "../../../contract/ontology/Ontology.ts"
import { redacted, withoutMarks } from "../../../contract/pii/detectPii.ts"
import { Embeddings, type EmbeddingSpace, QuestionPatience } from "../../embedding/Embeddings.ts"
import { peopleNames } from "./entityTexts.ts"
import { vectorsRepo } from "./VectorsRepo.ts"

/** A question as vectors compare it, or why it goes without them. */
export type AskedVector =
  | { readonly _tag: "Vector"; readonly vector: Float32Array; readonly space: EmbeddingSpace }
  | { readonly _tag: "Without"; readonly because: Exclude<VectorsAnswer, "whole" | "partial"> }

const wordsIn = (text: string): ReadonlyArray<string> => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** A question without anybody in it: as it may leave. Names count in small letters too, as people type them. */
export const plainQuestion = (question: string, names: ReadonlyArray<string>): string => {
  const ofNames = new Set(names.flatMap(wordsIn))
  return withoutMarks(redacted(question, names))
    .replace(/([\p{L}\p{N}]+)(?:['’]s\b)?/gu, (said, word: string) => (ofNames.has(word.toLowerCase()) ? " " : said))
    .replace(/\s+/g, " ")
    .trim()
}

/** Asks the provider for a question's vector, outside of any transaction; a provider that fails takes nothing from the answer but its vectors. */
export const vectorAsker = Effect.gen(function* () {
  const embedder = yield* Embeddings
  const transaction = yield* TenantTransaction
  const namesOf = yield* peopleNames

  /** `allowed` runs before anything is read or sent; where nothing is sent, reading the graph decides who may ask. */
  return Effect.fnUntraced(function* <E, R>(clientId: ClientId, question: string, allowed: Effect.Effect<unknown, E, R>) {
    const without = (because: (AskedVector & { readonly _tag: "Without" })["because"]): AskedVector => ({
      _tag: "Without",
      because
    })
    if (embedder === null) return without("off")
    yield* allowed
    const names = yield* transaction.run(
      namesOf(clientId).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed<ReadonlyArray<string>>([])))
    )
    const plain = plainQuestion(question, names)
    if (wordsIn(plain).length === 0) return without("only_names")
    return yield* embedder.vectorsOf([plain]).pipe(
      Effect.timeout(yield* QuestionPatience),
      Effect.match({
        onFailure: () => without("unavailable"),
        onSuccess: ([vector]): AskedVector =>
          vector === undefined ? without("unavailable") : { _tag: "Vector", vector, space: embedder.space }
      })
    )
  })
})

/** What of a client's graph means nearly what was asked, best first; inside a tenant transaction. */
export const nearestFinder = Effect.gen(function* () {
  const vectors = yield* vectorsRepo

  return Effect.fnUntraced(function* (clientId: ClientId, ontologyId: OntologyId, asked: AskedVector, limit: number) {
    const nothing: ReadonlyArray<EntityId> = []
    if (asked._tag === "Without") return { found: nothing, vectors: asked.because }
    const { organizationId } = yield* CurrentTenant
    const { dimensions, minSimilarity, model } = asked.space
    const rows = yield* vectors.ofClient({ organizationId, clientId, ontologyId, model, dimensions })
    const found = rows
      .flatMap(({ entityId, vector }) => (vector === null ? [] : [{ entityId, alike: likeness(asked.vector, vector) }]))
      .filter(({ alike }) => alike >= minSimilarity)
      .toSorted((a, b) => b.alike - a.alike || (a.entityId < b.entityId ? -1 : 1))
      .slice(0, limit)
    const answer: VectorsAnswer = rows.some(({ vector }) => vector === null) ? "partial" : "whole"
    return { found: found.map(({ entityId }) => entityId), vectors: answer }
  })
})
