import { quotedRanges } from "@beep/gmail/mime/quotedRanges"
import { LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { actWords, alike, within } from "../../contract/graph/find/act.ts"
import { findGraph } from "../../contract/graph/find/findGraph.ts"
import { foldedGiven } from "../../contract/graph/find/givenNames.ts"
import type { FoundGraph } from "../../contract/graph/FoundGraph.ts"
import type { LabelledMail } from "../labelled/LabelledMail.ts"

/** One thing of one kind that was labelled, found, or both. `confidence` is the rule's, for what was found. */
export interface Judgement {
  readonly kind: string
  readonly what: string
  readonly labelled: boolean
  readonly found: boolean
  readonly confidence: number | null
}

export interface MailScore {
  readonly id: string
  readonly judgements: ReadonlyArray<Judgement>
  readonly spans: number
  /** Spans whose words are not where they are said to be. */
  readonly inexact: number
}

const addressOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@mail.example`
const contact = (name: string) => ({ name, address: addressOf(name) })

export const graphOf = (mail: LabelledMail): FoundGraph =>
  findGraph(mail.body, {
    messageDate: LocalDate.make(mail.date),
    sender: contact(mail.from),
    recipients: mail.to.map(contact),
    homeCurrency: usd,
    quotedRanges: quotedRanges(mail.body),
    householdName: mail.household,
    clientAddresses: new Set(),
    known: []
  })

/** A name without a surname is the person of the household who has it. */
const sameName = (a: string, b: string): boolean => {
  const [left, right] = [a.split(" "), b.split(" ")]
  const [given, other] = [left[0] ?? "", right[0] ?? ""]
  if (foldedGiven(given) !== foldedGiven(other)) return false
  return left.length === 1 || right.length === 1 || left.at(-1)?.toLowerCase() === right.at(-1)?.toLowerCase()
}

interface Item<A> {
  readonly value: A
  readonly what: string
  readonly confidence?: number
}

/** Pairs each label with at most one finding, best first. */
const paired = <A, B>(
  kind: string,
  labels: ReadonlyArray<Item<A>>,
  findings: ReadonlyArray<Item<B>>,
  likeness: (label: A, finding: B) => number
): { readonly judgements: ReadonlyArray<Judgement>; readonly pairs: ReadonlyArray<readonly [A, B]> } => {
  const scored = labels
    .flatMap((label, at) => findings.map((finding, to) => ({ at, to, score: likeness(label.value, finding.value) })))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
  const [left, right] = [new Map<number, number>(), new Map<number, number>()]
  for (const { at, to } of scored) {
    if (left.has(at) || right.has(to)) continue
    left.set(at, to)
    right.set(to, at)
  }
  const confidence = (to: number | undefined) => (to === undefined ? null : (findings[to]?.confidence ?? null))
  return {
    judgements: [
      ...labels.map(({ what }, at) => ({
        kind,
        what,
        labelled: true,
        found: left.has(at),
        confidence: confidence(left.get(at))
      })),
      ...findings.flatMap(({ what }, to) =>
        right.has(to) ? [] : [{ kind, what, labelled: false, found: true, confidence: confidence(to) }]
      )
    ],
    pairs: [...left].flatMap(([at, to]) => {
      const [a, b] = [labels[at], findings[to]]
      return a === undefined || b === undefined ? [] : [[a.value, b.value] as const]
    })
  }
}

const yes = (is: boolean): number => (is ? 1 : 0)

/** What the extractor made of one message, thing by thing. */
export const scoreMail = (mail: LabelledMail): MailScore => {
  const graph = graphOf(mail)
  const of = (type: string) =>
    graph.entities.flatMap((entity, index) =>
      entity.type === type && !entity.onlyIfKnown
        ? [
            {
              value: { index, label: entity.label },
              what: entity.label,
              confidence: Math.max(...entity.spans.map(({ confidence }) => confidence))
            }
          ]
        : []
    )
  const valueOf = (index: number, predicate: string): string | null => {
    const said = graph.values.find((one) => one.subject === index && one.predicate === predicate)?.value
    if (said === undefined) return null
    return said.type === "text" ? said.text : said.type === "code" ? said.code : said.type === "date" ? said.date : null
  }
  const subjectOf = (index: number, predicate: string): string | null => {
    const subject = graph.links.find((one) => one.object === index && one.predicate === predicate)?.subject
    return subject === undefined ? null : (graph.entities[subject]?.label ?? null)
  }
  const objectOf = (index: number, predicate: string): string | null => {
    const object = graph.links.find((one) => one.subject === index && one.predicate === predicate)?.object
    return object === undefined ? null : (graph.entities[object]?.label ?? null)
  }
  const names = (list: ReadonlyArray<string>) => list.map((value) => ({ value, what: value }))

  const clients = paired("Client", names(mail.clients), of("Client"), (label, { label: found }) => yes(sameName(label, found)))
  // Whoever is asked for something is a person of the message, named or not.
  const asked = mail.actions.flatMap(({ owner }) =>
    owner === null || [...mail.clients, ...mail.outside.map(([name]) => name)].some((name) => sameName(name, owner))
      ? []
      : [owner]
  )
  const outsiders = [...mail.outside, ...[...new Set(asked)].map((name) => [name, "contact"] as const)]
  const outside = paired(
    "Person",
    outsiders.map((value) => ({ value, what: value.join(", ") })),
    of("Person"),
    ([name], { label }) => yes(sameName(name, label))
  )
  const roles = outside.pairs.map(([[name, role], { index }]): Judgement => {
    const found = valueOf(index, "hasRole") === role
    return { kind: "hasRole", what: `${name} ${role}`, labelled: true, found, confidence: null }
  })
  const accounts = paired(
    "Account",
    mail.accounts.map((value) => ({ value, what: `${value.custodian ?? ""} ${value.subtype ?? ""} ${value.lastFour ?? ""}` })),
    of("Account"),
    (label, { index }) =>
      yes(
        valueOf(index, "lastFour") === label.lastFour &&
          (label.subtype === null || valueOf(index, "hasSubtype") === label.subtype)
      ) +
      yes(valueOf(index, "custodian") === label.custodian) * 0.1 * yes(valueOf(index, "lastFour") === label.lastFour)
  )
  const custodians = accounts.pairs.flatMap(([label, { index }]): ReadonlyArray<Judgement> => {
    const found = valueOf(index, "custodian")
    if (found === null && label.custodian === null) return []
    return found === label.custodian
      ? [{ kind: "custodian", what: found ?? "", labelled: true, found: true, confidence: null }]
      : disagree("custodian", label.custodian, found)
  })
  const owners = relation(
    "ownsAccount",
    accounts.pairs.map(([label, { index }]) => [label.owner, subjectOf(index, "ownsAccount")])
  )
  const events = paired(
    "LifeEvent",
    mail.events.map((value) => ({ value, what: value.join(" ") })),
    of("LifeEvent"),
    ([subtype], { index }) => yes(valueOf(index, "hasSubtype") === subtype)
  )
  const experienced = relation(
    "experiencedEvent",
    events.pairs.map(([[, who], { index }]) => [who, subjectOf(index, "experiencedEvent")])
  )
  const actions = paired(
    "ActionItem",
    mail.actions.map((value) => ({ value, what: value.what })),
    of("ActionItem"),
    ({ what, due }, { label, index }) => {
      const [a, b] = [actWords(what), actWords(label)]
      const score = Math.max(alike(a, b), a.length > 1 && b.length > 1 ? within(a, b) * 0.8 : 0)
      // Of two that read the same, the one of the same day is meant.
      return score >= 0.5 || label.toLowerCase().startsWith(what.toLowerCase())
        ? Math.max(score, 0.1) + yes(due === valueOf(index, "dueOn")) * 0.01
        : 0
    }
  )
  const assigned = relation(
    "assignedTo",
    actions.pairs.map(([{ owner }, { index }]) => [owner, objectOf(index, "assignedTo")])
  )
  const dues = actions.pairs.flatMap(([{ due }, { index }]): ReadonlyArray<Judgement> => {
    const found = valueOf(index, "dueOn")
    if (due === null && found === null) return []
    return due === found
      ? [{ kind: "dueOn", what: due ?? "", labelled: true, found: true, confidence: null }]
      : disagree("dueOn", due, found)
  })
  const promises = paired(
    "promise",
    mail.actions.filter(({ promised }) => promised).map((value) => ({ value: value.what, what: value.what })),
    of("ActionItem").filter(({ value: { index } }) => valueOf(index, "origin") === "promise"),
    (what, { label }) => {
      const [a, b] = [actWords(what), actWords(label)]
      return Math.max(alike(a, b), within(a, b) * 0.8) >= 0.5 ? 1 : 0
    }
  )
  const meetings = paired("Meeting", names(mail.meetings), of("Meeting"), (date, { index }) =>
    yes(valueOf(index, "scheduledFor") === date)
  )
  const phrases = paired("CompliancePhrase", names(mail.compliance), of("CompliancePhrase"), (category, { index }) =>
    yes(valueOf(index, "category") === category)
  )
  const kin = paired(
    "kinship",
    mail.kin.map((value) => ({ value, what: value.join(" ") })),
    graph.links
      .filter(({ predicate }) => predicate === "spouseOf" || predicate === "parentOf")
      .map((one) => ({
        value: one,
        what: `${graph.entities[one.subject]?.label} ${one.predicate} ${graph.entities[one.object]?.label}`
      })),
    ([subject, predicate, object], one) =>
      yes(
        predicate === one.predicate &&
          sameName(subject, graph.entities[one.subject]?.label ?? "") &&
          sameName(object, graph.entities[one.object]?.label ?? "")
      )
  )
  const spans = [
    ...graph.entities.flatMap((one) => one.spans),
    ...[...graph.links, ...graph.values].flatMap(({ evidence }) => evidence)
  ]
  const quoted = quotedRanges(mail.body)
  const exact = ({ start, end }: { readonly start: number; readonly end: number }) =>
    Number.isInteger(start) &&
    start >= 0 &&
    start < end &&
    end <= mail.body.length &&
    mail.body.slice(start, end).trim() === mail.body.slice(start, end) &&
    mail.body.slice(start, end).isWellFormed() &&
    !quoted.some((range) => range.start <= start && end <= range.end)
  return {
    id: mail.id,
    judgements: [
      ...clients.judgements,
      ...outside.judgements,
      ...roles,
      ...accounts.judgements,
      ...custodians,
      ...owners,
      ...events.judgements,
      ...experienced,
      ...actions.judgements,
      ...assigned,
      ...dues,
      ...promises.judgements,
      ...meetings.judgements,
      ...phrases.judgements,
      ...kin.judgements
    ],
    spans: spans.length,
    inexact: spans.filter((one) => !exact(one)).length
  }
}

const disagree = (kind: string, label: string | null, found: string | null): ReadonlyArray<Judgement> => [
  ...(label === null ? [] : [{ kind, what: label, labelled: true, found: false, confidence: null }]),
  ...(found === null ? [] : [{ kind, what: found, labelled: false, found: true, confidence: null }])
]

/** Of pairs that are the same thing: whether the same person goes with it. */
const relation = (kind: string, pairs: ReadonlyArray<readonly [string | null, string | null]>): ReadonlyArray<Judgement> =>
  pairs.flatMap(([label, found]) => {
    if (label === null && found === null) return []
    return label !== null && found !== null && sameName(label, found)
      ? [{ kind, what: label, labelled: true, found: true, confidence: null }]
      : disagree(kind, label, found)
  })
