import { Option, Schema } from "effect"
import type { TextRange } from "../../EvidenceSpan.ts"
import type { LinkPredicate } from "../../ontology/Ontology.ts"
import { actWords } from "../find/act.ts"
import { compliancePhrases } from "../find/compliance.ts"
import { cover } from "../find/cover.ts"
import { daysAhead, onlyDay } from "../find/due.ts"
import { foldedGiven } from "../find/givenNames.ts"
import type { GraphContext } from "../find/GraphContext.ts"
import { sentenceCase, subtypeLabel } from "../find/labels.ts"
import type { FoundEntity, FoundGraph, FoundSpan, FoundValue, MatchKey } from "../FoundGraph.ts"
import { modelRule } from "./modelRule.ts"
import { type ModelCall, modelTools, type ModelToolName } from "./ModelTools.ts"
import { hidden } from "./sentText.ts"

/**
 * Why a call changes nothing. `unknown_tool`: no tool of ours. `unreadable`: not its parameters. `not_in_text`: words the
 * message does not hold, or that were hidden. `untrusted`: a task or a meeting made of words that promise a result.
 * `nobody`: it names no person that the rules read in the message. `no_day`: its words name no single day.
 * `too_many`: more calls than one message has to say.
 */
export type Refusal = "unknown_tool" | "unreadable" | "not_in_text" | "untrusted" | "nobody" | "no_day" | "too_many"

/** Measured against no labelled set, so below every rule that is. */
export const modelConfidence = 0.5

type Evidence = readonly [FoundSpan]

/** One thing a model pointed at, as the rules would have found it, with what joins it to what they did find. */
export interface Proposed {
  readonly entity: FoundEntity
  /** To the entity of the rules' graph with the index `other`, or from it. */
  readonly links: ReadonlyArray<{
    readonly way: "to" | "from"
    readonly predicate: LinkPredicate
    readonly other: number
    readonly evidence: Evidence
  }>
  readonly values: ReadonlyArray<Pick<FoundValue, "predicate" | "value"> & { readonly evidence: Evidence }>
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim()

export const overlap = (a: TextRange, b: TextRange): boolean => a.start < b.end && b.start < a.end

const decoders = {
  life_event: Schema.decodeUnknownOption(modelTools.life_event.parameters),
  action_item: Schema.decodeUnknownOption(modelTools.action_item.parameters),
  meeting: Schema.decodeUnknownOption(modelTools.meeting.parameters),
  compliance_phrase: Schema.decodeUnknownOption(modelTools.compliance_phrase.parameters)
}

const isTool = (name: string): name is ModelToolName => Object.hasOwn(modelTools, name)

/** Reads one call after the other against what was shown and what the rules found in the same message. */
export const proposals = (
  shown: string,
  context: Pick<GraphContext, "messageDate" | "sender">,
  rules: FoundGraph
): ((call: ModelCall) => Proposed | Refusal) => {
  const assured = compliancePhrases(shown).filter(({ category }) => category === "assured_result" || category === "no_risk")
  const isUntrusted = (at: TextRange): boolean => assured.some((phrase) => overlap(phrase, at))

  const find = (quote: string): TextRange | null => {
    const start = quote.includes(hidden) || quote.trim() === "" ? -1 : shown.indexOf(quote)
    return start === -1 ? null : { start, end: start + quote.length }
  }
  /** The person the rules read at these words, anywhere in the message; a model makes nobody known. */
  const personAt = (words: string) => {
    for (let start = shown.indexOf(words); start !== -1; start = shown.indexOf(words, start + 1)) {
      const at = { start, end: start + words.length }
      const index = rules.entities.findIndex(
        ({ spans, type }) => (type === "Client" || type === "Person") && spans.some((span) => overlap(span, at))
      )
      const entity = rules.entities[index]
      if (entity !== undefined) return { index, entity, at }
    }
    return null
  }
  const address = context.sender?.address.toLowerCase()
  const sender = rules.entities.findIndex(({ keys }) => keys.some(({ kind, value }) => kind === "address" && value === address))
  const household = rules.entities.findIndex(({ type }) => type === "Household")

  return ({ name, parameters }) => {
    if (!isTool(name)) return "unknown_tool"
    const at = (range: TextRange): Evidence => [{ ...range, ruleId: modelRule(name), confidence: modelConfidence }]
    const thing = (type: FoundEntity["type"], label: string, key: MatchKey, range: TextRange): FoundEntity => ({
      type,
      label,
      keys: [key],
      spans: at(range),
      onlyIfKnown: false
    })
    switch (name) {
      case "life_event": {
        const said = Option.getOrNull(decoders[name](parameters))
        if (said === null) return "unreadable"
        const range = find(said.quote)
        if (range === null) return "not_in_text"
        const whose = personAt(said.who)
        if (whose === null || whose.entity.type !== "Client") return "nobody"
        const { entity, index } = whose
        const given = entity.keys.find(({ kind }) => kind === "given_name")?.value ?? foldedGiven(entity.label)
        const key = { kind: "event", value: `${said.kind}|${given}` } as const
        return {
          entity: thing("LifeEvent", `${subtypeLabel(said.kind)}, ${entity.label}`, key, range),
          links: [{ way: "from", predicate: "experiencedEvent", other: index, evidence: at(cover(whose.at, range)) }],
          values: [{ predicate: "hasSubtype", value: { type: "code", code: said.kind }, evidence: at(range) }]
        }
      }
      case "action_item": {
        const said = Option.getOrNull(decoders[name](parameters))
        if (said === null) return "unreadable"
        const range = find(said.quote)
        const dueAt = said.due === undefined ? null : find(said.due)
        if (range === null || (said.due !== undefined && dueAt === null)) return "not_in_text"
        if (isUntrusted(range)) return "untrusted"
        const owner = said.who === undefined ? null : personAt(said.who)
        if (said.who !== undefined && owner === null) return "nobody"
        const day = said.due === undefined ? null : onlyDay(daysAhead(said.due, context.messageDate))
        if (said.due !== undefined && day === null) return "no_day"
        const of = owner?.entity.type === "Client" ? owner.index : household
        const label = sentenceCase(said.quote.replace(/\s+/g, " ").slice(0, 200))
        return {
          entity: thing("ActionItem", label, { kind: "act", value: actWords(said.quote).join(" ") }, range),
          links: [
            ...(owner === null
              ? []
              : [{ way: "to", predicate: "assignedTo", other: owner.index, evidence: at(cover(owner.at, range)) } as const]),
            ...(of === -1 ? [] : [{ way: "from", predicate: "hasActionItem", other: of, evidence: at(range) } as const])
          ],
          values: [
            { predicate: "origin", value: { type: "code", code: said.kind }, evidence: at(range) },
            { predicate: "status", value: { type: "code", code: "open" }, evidence: at(range) },
            ...(day === null || dueAt === null
              ? []
              : [{ predicate: "dueOn", value: { type: "date", date: day.date }, evidence: at(cover(range, dueAt)) } as const])
          ]
        }
      }
      case "meeting": {
        const said = Option.getOrNull(decoders[name](parameters))
        if (said === null) return "unreadable"
        const range = find(said.quote)
        if (range === null) return "not_in_text"
        if (isUntrusted(range)) return "untrusted"
        const day = onlyDay(daysAhead(said.quote, context.messageDate))
        if (day === null) return "no_day"
        return {
          entity: thing("Meeting", `Meeting on ${day.date}`, { kind: "date", value: day.date }, range),
          links: [],
          values: [{ predicate: "scheduledFor", value: { type: "date", date: day.date }, evidence: at(range) }]
        }
      }
      case "compliance_phrase": {
        const said = Option.getOrNull(decoders[name](parameters))
        if (said === null) return "unreadable"
        const range = find(said.quote)
        if (range === null) return "not_in_text"
        const words = said.quote.replace(/\s+/g, " ")
        return {
          entity: thing("CompliancePhrase", words, { kind: "phrase", value: folded(words) }, range),
          links: sender === -1 ? [] : [{ way: "from", predicate: "wrote", other: sender, evidence: at(range) }],
          values: [{ predicate: "category", value: { type: "code", code: said.category }, evidence: at(range) }]
        }
      }
    }
  }
}
