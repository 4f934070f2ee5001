import { alike } from "../find/act.ts"
import type { GraphContext } from "../find/GraphContext.ts"
import type { FoundEntity, FoundGraph, MatchKey } from "../FoundGraph.ts"
import type { ModelCall } from "./ModelTools.ts"
import { overlap, proposals, type Refusal } from "./proposals.ts"

/** A message with more to say than this is no message. */
export const mostCalls = 60

export interface Judged {
  readonly graph: FoundGraph
  /** Things that are in the graph because a model pointed at them. */
  readonly added: number
  /** Things it pointed at that were found already. */
  readonly known: number
  readonly refused: ReadonlyArray<Refusal>
}

const wordsOf = (keys: ReadonlyArray<MatchKey>): ReadonlyArray<string> =>
  keys.flatMap(({ kind, value }) => (kind === "act" ? value.split(" ") : []))

const shareKey = (a: ReadonlyArray<MatchKey>, b: ReadonlyArray<MatchKey>): boolean =>
  a.some((one) => b.some(({ kind, value }) => kind === one.kind && value === one.value))

/** Two acts are one when most of their words are; two events when they are of one kind and one person; the rest by its words. */
const isSame = (a: FoundEntity, b: FoundEntity): boolean =>
  a.type === b.type &&
  (shareKey(a.keys, b.keys) ||
    (a.type !== "LifeEvent" && a.spans.some((one) => b.spans.some((other) => overlap(one, other)))) ||
    (a.type === "ActionItem" && alike(wordsOf(a.keys), wordsOf(b.keys)) >= 0.7))

/**
 * What a model's calls add to what the rules found in the same message. Each thing rests on words that stand in `shown`
 * (see `sentText`), every value is read from such words by a rule, and what the rules found stays as it is. Pure.
 */
export const judged = (
  shown: string,
  context: Pick<GraphContext, "messageDate" | "sender">,
  rules: FoundGraph,
  calls: ReadonlyArray<ModelCall>
): Judged => {
  const read = proposals(shown, context, rules)
  const entities = [...rules.entities]
  const links = [...rules.links]
  const values = [...rules.values]
  const refused: Array<Refusal> = calls.slice(mostCalls).map(() => "too_many")
  let known = 0
  for (const call of calls.slice(0, mostCalls)) {
    const one = read(call)
    if (typeof one === "string") refused.push(one)
    else if (entities.some((entity) => isSame(entity, one.entity))) known += 1
    else {
      const index = entities.push(one.entity) - 1
      for (const { evidence, other, predicate, way } of one.links) {
        const [subject, object] = way === "to" ? [index, other] : [other, index]
        links.push({ subject, predicate, object, evidence })
      }
      for (const value of one.values) values.push({ subject: index, ...value })
    }
  }
  return { graph: { entities, links, values }, added: entities.length - rules.entities.length, known, refused }
}
