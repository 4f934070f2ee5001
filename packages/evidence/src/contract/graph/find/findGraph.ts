import type { TextRange } from "../../EvidenceSpan.ts"
import { dates } from "../../extract/dates.ts"
import { extractedLength } from "../../extract/extract.ts"
import { money } from "../../extract/money.ts"
import { sentences } from "../../extract/sentences.ts"
import type { FoundEntity, FoundGraph, FoundSpan, LiteralValue, MatchKey } from "../FoundGraph.ts"
import type { LinkPredicate, ValuePredicate } from "../../ontology/Ontology.ts"
import { type AccountSaid, accounts } from "./accounts.ts"
import { actWords } from "./act.ts"
import { actions } from "./actions.ts"
import type { ActionSaid } from "./ActionSaid.ts"
import { addressedToMachine } from "./addressedToMachine.ts"
import { compliancePhrases } from "./compliance.ts"
import { cover, longestQuote } from "./cover.ts"
import { daysAhead, onlyDay } from "./due.ts"
import { type EventSaid, eventsIn } from "./events.ts"
import { flat } from "./flat.ts"
import { foldedGiven } from "./givenNames.ts"
import type { GraphContext } from "./GraphContext.ts"
import { accountLabel, sentenceCase, subtypeLabel } from "./labels.ts"
import { meetingsIn } from "./meetings.ts"
import { people, surnameOf } from "./People.ts"

/** Names a run of all these rules; changes whenever one of them does. */
export const graphExtractor = "graph.v2"

type Spans = [FoundSpan, ...Array<FoundSpan>]
type Draft = { -readonly [Key in keyof Omit<FoundEntity, "spans" | "keys">]: FoundEntity[Key] } & {
  spans: Spans
  keys: Array<MatchKey>
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim()

/** What one message says of a household, each thing and each fact with the words it rests on. Pure: the same text and context give the same graph. */
export const findGraph = (content: string, context: GraphContext): FoundGraph => {
  const text = flat(content.slice(0, extractedLength), context.quotedRanges)
  const said = sentences(text)
  const phrases = compliancePhrases(text)
  const planted = addressedToMachine(text)
  /** What no task may be made of: words to a machine, and a result that somebody promises. */
  const untrusted = [...planted, ...phrases.filter(({ category }) => category === "assured_result" || category === "no_risk")]
  const isUntrusted = (one: TextRange): boolean => untrusted.some(({ start, end }) => start < one.end && one.start < end)
  const persons = people(text, context)
  const entities: Array<Draft> = []
  const links: Array<{ subject: number; predicate: LinkPredicate; object: number; evidence: Spans }> = []
  const values: Array<{ subject: number; predicate: ValuePredicate; value: LiteralValue; evidence: Spans }> = []

  const span = ({ start, end }: TextRange, ruleId: string, confidence: number): FoundSpan => ({
    start,
    end: Math.min(end, start + longestQuote),
    ruleId,
    confidence
  })
  const sentenceAt = (at: number): TextRange | undefined => said.find(({ start, end }) => start <= at && at < end)

  const entity = (draft: Draft): number => entities.push(draft) - 1
  const mention = (index: number, one: FoundSpan) => {
    const spans = entities[index]?.spans
    if (spans !== undefined && !spans.some(({ start, end }) => start === one.start && end === one.end)) spans.push(one)
  }
  const link = (subject: number, predicate: LinkPredicate, object: number, evidence: FoundSpan) => {
    const known = links.find((one) => one.subject === subject && one.predicate === predicate && one.object === object)
    if (known === undefined) links.push({ subject, predicate, object, evidence: [evidence] })
    else if (!known.evidence.some(({ start, end }) => start === evidence.start && end === evidence.end))
      known.evidence.push(evidence)
  }
  const value = (subject: number, predicate: ValuePredicate, what: LiteralValue, evidence: FoundSpan) => {
    const same = (one: LiteralValue) => JSON.stringify(plain(one)) === JSON.stringify(plain(what))
    const known = values.find((one) => one.subject === subject && one.predicate === predicate && same(one.value))
    if (known === undefined) values.push({ subject, predicate, value: what, evidence: [evidence] })
    else if (!known.evidence.some(({ start, end }) => start === evidence.start && end === evidence.end))
      known.evidence.push(evidence)
  }

  // People
  const surname = surnameOf(context.householdName)
  const entityOfPerson = new Map<number, number>()
  const meet = (person: number, first: FoundSpan): number | undefined => {
    const known = entityOfPerson.get(person)
    if (known !== undefined) {
      // Who is spoken to is named once; what they are asked for is no further mention of them.
      if (first.ruleId !== "person.addressed") mention(known, first)
      return known
    }
    const who = persons.all[person]
    if (who === undefined) return undefined
    const keys: Array<MatchKey> = [{ kind: "given_name", value: foldedGiven(who.given) }]
    if (who.surname !== null) keys.push({ kind: "full_name", value: `${foldedGiven(who.given)} ${folded(who.surname)}` })
    if (who.address !== null && who.address !== "") keys.push({ kind: "address", value: who.address })
    const type = who.side === "client" ? "Client" : "Person"
    const index = entity({ type, label: who.name, keys, spans: [first], onlyIfKnown: false })
    entityOfPerson.set(person, index)
    if (type === "Person") value(index, "hasRole", { type: "code", code: who.role ?? "contact" }, first)
    return index
  }
  for (const at of persons.at) meet(at.person, span(at, at.ruleId, at.confidence))

  const isClient = (person: number | null): person is number => person !== null && persons.all[person]?.side === "client"
  const pronoun = /\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Yy]ou|[Yy]our|[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Tt]hey|[Tt]heir)\b/g
  const whoIs = (word: string, before: number): number | null => {
    const lower = word.toLowerCase()
    if (/^(?:i|my|me|we|our)$/.test(lower)) return persons.sender
    if (/^(?:you|your)$/.test(lower)) return persons.you
    return (
      persons.at.findLast(
        (one) => one.end <= before && isClient(one.person) && one.person !== persons.sender && one.person !== persons.you
      )?.person ?? null
    )
  }

  // Households
  let householdIndex: number | null = null
  const household = (one: FoundSpan): number | null => {
    if (surname === null) return null
    if (householdIndex === null) {
      householdIndex = entity({
        type: "Household",
        label: `${surname} household`,
        keys: [{ kind: "surname", value: folded(surname) }],
        spans: [one],
        onlyIfKnown: false
      })
    } else mention(householdIndex, one)
    return householdIndex
  }
  if (surname !== null) {
    const name = surname.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    const named = new RegExp(String.raw`(?:\b[Tt]he\s)?\b${name}(?:s\b|\s(?:[Hh]ousehold|[Ff]amily)\b)`, "gu")
    for (const match of text.matchAll(named)) {
      household(span({ start: match.index, end: match.index + match[0].length }, "household.named", 0.95))
    }
    for (const at of persons.at) {
      const index = entityOfPerson.get(at.person)
      const words = text.slice(at.start, at.end)
      if (index === undefined || !isClient(at.person)) continue
      if (folded(words).endsWith(` ${folded(surname)}`)) {
        const home = household(span({ start: at.end - surname.length, end: at.end }, "household.surname", 0.88))
        if (home !== null) link(index, "belongsToHousehold", home, span(at, "household.surname", 0.9))
      }
    }
    // The header of this very message gives the surname of who signs or is greeted by a given name.
    for (const person of persons.participants) {
      const index = entityOfPerson.get(person)
      const at = persons.at.find((one) => one.person === person)
      if (
        index === undefined ||
        at === undefined ||
        !isClient(person) ||
        folded(persons.all[person]?.surname ?? "") !== folded(surname)
      )
        continue
      if (links.some((one) => one.subject === index && one.predicate === "belongsToHousehold")) continue
      const home = household(span(at, "household.participant", 0.75))
      if (home !== null) link(index, "belongsToHousehold", home, span(at, "household.participant", 0.75))
    }
  }

  // Kinship
  for (const one of persons.kin) {
    const index = entityOfPerson.get(one.person)
    if (index === undefined || !isClient(one.person)) continue
    const how = span(one, "kinship.said", 0.9)
    if (householdIndex !== null) link(index, "belongsToHousehold", householdIndex, how)
    if (!isClient(one.of) || one.of === one.person) continue
    const of = meet(one.of, span(firstPronoun(text, one) ?? one, "person.first_person", 0.85))
    if (of === undefined) continue
    if (one.kin === "spouse") link(of, "spouseOf", index, how)
    if (one.kin === "child") link(of, "parentOf", index, how)
  }

  // Accounts
  const accountEntities: Array<{ readonly index: number; readonly said: AccountSaid; readonly owner: number | null }> = []
  for (const one of accounts(text)) {
    const whose = one.whose ?? ""
    const given = /['’]s$/u.test(whose) ? persons.at.find((at) => at.start <= one.start && one.start < at.end + 2) : undefined
    const owner =
      given !== undefined ? given.person : /^(?:my|our|your|his|her|their)$/i.test(whose) ? whoIs(whose, one.start) : null
    const same = accountEntities.find(
      ({ said: other, owner: otherOwner }) =>
        (one.lastFour !== null && one.lastFour === other.lastFour) ||
        ((one.lastFour === null || other.lastFour === null) &&
          one.subtype === other.subtype &&
          (one.custodian === null || other.custodian === null || one.custodian === other.custodian) &&
          (owner === null || otherOwner === null || owner === otherOwner))
    )
    const at = span(one, "account.named", one.confidence)
    const keys: Array<MatchKey> = []
    if (one.lastFour !== null) keys.push({ kind: "last_four", value: one.lastFour })
    const ownerName = owner === null ? null : persons.all[owner]
    keys.push({
      kind: "account_kind",
      value: `${one.subtype ?? ""}|${one.custodian ?? ""}|${ownerName === null || ownerName === undefined ? "" : foldedGiven(ownerName.given)}`
    })
    const index = same?.index ?? entity({ type: "Account", label: accountLabel(one), keys, spans: [at], onlyIfKnown: false })
    if (same === undefined) accountEntities.push({ index, said: one, owner })
    else {
      mention(index, at)
      const draft = entities[index]
      if (draft !== undefined) {
        draft.keys.push(
          ...keys.filter((key) => !draft.keys.some(({ kind, value: known }) => kind === key.kind && known === key.value))
        )
        const merged = {
          custodian: same.said.custodian ?? one.custodian,
          subtype: same.said.subtype ?? one.subtype,
          lastFour: same.said.lastFour ?? one.lastFour
        }
        draft.label = accountLabel(merged)
      }
    }
    if (one.subtype !== null) value(index, "hasSubtype", { type: "code", code: one.subtype }, at)
    if (one.lastFour !== null) value(index, "lastFour", { type: "text", text: one.lastFour }, at)
    if (one.custodian !== null) value(index, "custodian", { type: "text", text: one.custodian }, at)
    if (isClient(owner)) {
      const word = given ?? { start: one.start, end: one.start + whose.length }
      const person = meet(owner, span(word, given === undefined ? "person.pronoun" : given.ruleId, 0.85))
      if (person !== undefined) link(person, "ownsAccount", index, span(cover(word, one), "account.possessive", 0.9))
    }
    const rest = text.slice(one.end, Math.min(one.end + 90, sentenceAt(one.start)?.end ?? one.end))
    const worth =
      /^[^.;!?]{0,50}?\b(?:closed (?:the year )?at|balance (?:is|was|of|stands at)|(?:is|was|now|currently) worth|stands? at|sits at|(?:is|was) (?:now |currently )?(?:at|about|around)|holds|valued at|has(?: about| roughly)?|at)\s+(?=[$€£]|USD)/i.exec(
        rest
      )
    if (worth !== null) {
      const [sum] = money(rest.slice(worth[0].length), context)
      if (sum !== undefined && sum.start === 0 && sum.fact.kind === "money") {
        const end = one.end + worth[0].length + sum.end
        value(
          index,
          "balance",
          { type: "money", money: sum.fact.amount },
          span({ start: one.start, end }, "account.balance", 0.88)
        )
      }
    }
  }

  // Life events
  const eventEntities = new Map<string, number>()
  const subjectOf = (
    event: EventSaid,
    sentence: TextRange
  ): { readonly person: number; readonly at: TextRange; readonly said: boolean } | null => {
    const names = persons.at
      .filter((one) => sentence.start <= one.start && one.end <= sentence.end)
      .map((one) => ({ person: one.person, start: one.start, end: one.end }))
    const words = text.slice(sentence.start, sentence.end)
    const pronouns = Array.from(words.matchAll(pronoun)).flatMap((match) => {
      const start = sentence.start + match.index
      const person = whoIs(match[0], start)
      return person === null ? [] : [{ person, start, end: start + match[0].length }]
    })
    const all = [...names, ...pronouns].toSorted((a, b) => a.start - b.start)
    const before = all.findLast((one) => one.start < event.end && one.end <= event.end)
    if (before !== undefined && !isClient(before.person) && names.some(({ start }) => start === before.start)) {
      const earlier = all.findLast((one) => one.start < before.start && isClient(one.person))
      return earlier === undefined || persons.all[before.person]?.role !== "relative"
        ? null
        : { person: earlier.person, at: earlier, said: true }
    }
    const pick = before !== undefined && isClient(before.person) ? before : all.find((one) => isClient(one.person))
    if (pick !== undefined) return { person: pick.person, at: pick, said: true }
    const fallback = isClient(persons.sender) ? persons.sender : persons.you
    return fallback === null ? null : { person: fallback, at: event, said: false }
  }
  for (const sentence of said) {
    for (const event of eventsIn(text, sentence)) {
      const subject = subjectOf(event, sentence)
      if (subject === null) continue
      const at = span(event, "event.trigger", event.confidence)
      // "The funeral is on Saturday" says no name: it is of the death this message told of.
      const told = subject.said ? undefined : [...eventEntities].find(([key]) => key.startsWith(`${event.subtype}|`))
      if (told !== undefined) {
        mention(told[1], at)
        continue
      }
      const key = `${event.subtype}|${subject.person}`
      const who = persons.all[subject.person]
      const known = eventEntities.get(key)
      const index =
        known ??
        entity({
          type: "LifeEvent",
          label: `${subtypeLabel(event.subtype)}, ${who?.name ?? ""}`,
          keys: [{ kind: "event", value: `${event.subtype}|${foldedGiven(who?.given ?? "")}` }],
          spans: [at],
          onlyIfKnown: false
        })
      if (known === undefined) eventEntities.set(key, index)
      else mention(index, at)
      value(index, "hasSubtype", { type: "code", code: event.subtype }, at)
      const person = meet(subject.person, span(subject.at, "person.subject", 0.85))
      if (person !== undefined) link(person, "experiencedEvent", index, span(cover(subject.at, event), "event.subject", 0.87))
      const words = text.slice(sentence.start, sentence.end)
      const past = /\b(?:ed|was|were|had|last|ago|already)\b|\w+ed\b/.test(words.slice(0, event.end - sentence.start + 12))
      const days = past
        ? dates(words, { messageDate: context.messageDate, quotedRanges: [] }).flatMap(({ start, end, fact }) =>
            fact.kind === "date" ? [{ start, end, date: fact.date }] : []
          )
        : daysAhead(words, context.messageDate)
      const day = onlyDay(days)
      if (day !== null && eventsIn(text, sentence).length === 1) {
        const dayAt = { start: sentence.start + day.start, end: sentence.start + day.end }
        value(index, "occursOn", { type: "date", date: day.date }, span(cover(event, dayAt), "event.date", 0.82))
      }
    }
  }

  // Meetings
  const meetings = new Map<string, number>()
  for (const sentence of said) {
    for (const one of meetingsIn(text, sentence, context.messageDate)) {
      if (isUntrusted(one)) continue
      const at = span(one, "meeting.dated", one.confidence)
      const known = meetings.get(one.date)
      const index =
        known ??
        entity({
          type: "Meeting",
          label: `Meeting on ${one.date}`,
          keys: [{ kind: "date", value: one.date }],
          spans: [at],
          onlyIfKnown: false
        })
      if (known === undefined) meetings.set(one.date, index)
      else mention(index, at)
      const named = persons.at.filter((who) => sentence.start <= who.start && who.end <= sentence.end).map((who) => who.person)
      for (const person of new Set([
        ...named,
        ...(isClient(persons.sender) ? [persons.sender] : []),
        ...(persons.you === null ? [] : [persons.you])
      ])) {
        const who = entityOfPerson.get(person)
        if (who !== undefined) link(who, "attends", index, at)
      }
      value(index, "scheduledFor", { type: "date", date: one.date }, span(one.dateAt, "meeting.dated", one.confidence))
    }
  }

  // What is to be done
  const ownerSpan = (action: ActionSaid) =>
    action.ownerAt === null ? span(action, "person.addressed", 0.7) : span(action.ownerAt, "person.owner", 0.85)
  for (const action of actions(text, said, {
    people: persons,
    messageDate: context.messageDate,
    homeCurrency: context.homeCurrency
  })) {
    if (isUntrusted(action)) continue
    const at = span(action, action.ruleId, action.confidence)
    const index = entity({
      type: "ActionItem",
      label: sentenceCase(withoutDay(action).slice(0, 200)),
      // Asked again for another day, it is the same task.
      keys: [{ kind: "act", value: actWords(withoutDay(action)).join(" ") }],
      spans: [at],
      onlyIfKnown: action.origin === "completion"
    })
    value(index, "origin", { type: "code", code: action.origin }, at)
    value(index, "status", { type: "code", code: action.origin === "completion" ? "done" : "open" }, at)
    if (action.due !== null)
      value(index, "dueOn", { type: "date", date: action.due.date }, span(cover(action, action.due), "action.due", 0.88))
    if (action.amount !== null)
      value(index, "amount", { type: "money", money: action.amount.money }, span(action.amount, "action.amount", 0.9))
    if (action.owner !== null) {
      const owner = meet(action.owner, ownerSpan(action))
      const how = span(action.ownerAt === null ? action : cover(action.ownerAt, action), action.ruleId, action.confidence)
      if (owner !== undefined) link(index, "assignedTo", owner, how)
    }
    const named = persons.at.find((one) => action.start <= one.start && one.end <= action.end && isClient(one.person))
    const forWhom = isClient(action.owner)
      ? action.owner
      : (named?.person ?? (isClient(persons.sender) ? persons.sender : persons.you))
    if (isClient(forWhom)) {
      const client = meet(
        forWhom,
        forWhom === action.owner
          ? ownerSpan(action)
          : span(named?.person === forWhom ? named : action, named?.person === forWhom ? named.ruleId : "person.addressed", 0.7)
      )
      if (client !== undefined) link(client, "hasActionItem", index, at)
    } else if (householdIndex !== null) link(householdIndex, "hasActionItem", index, at)
    for (const account of accountEntities) {
      const inside = entities[account.index]?.spans.find((one) => action.start <= one.start && one.end <= action.end)
      if (inside !== undefined) link(index, "concernsAccount", account.index, at)
    }
  }

  // Words that need a second look
  for (const phrase of phrases) {
    const at = span(phrase, `compliance.${phrase.category}`, phrase.confidence)
    const index = entity({
      type: "CompliancePhrase",
      label: content.slice(at.start, at.end).replace(/\s+/g, " "),
      keys: [{ kind: "phrase", value: folded(text.slice(at.start, at.end)) }],
      spans: [at],
      onlyIfKnown: false
    })
    value(index, "category", { type: "code", code: phrase.category }, at)
    const writer = persons.sender === null ? undefined : entityOfPerson.get(persons.sender)
    if (writer !== undefined) link(writer, "wrote", index, at)
  }

  // Who works with the household
  for (const [person, index] of entityOfPerson) {
    const who = persons.all[person]
    const [first] = entities[index]?.spans ?? []
    if (householdIndex === null || first === undefined || who?.side !== "outside") continue
    if (who.role !== null && who.role !== "contact" && who.role !== "relative") link(index, "worksWith", householdIndex, first)
  }
  return { entities, links, values }
}

const plain = (value: LiteralValue) =>
  value.type === "money" ? { minor: String(value.money.minor), currency: value.money.currency } : value

const firstPronoun = (text: string, range: TextRange): TextRange | undefined => {
  const match = /\b(?:[Mm]y|[Oo]ur|[Yy]our)\b/.exec(text.slice(range.start, range.end))
  return match === null ? undefined : { start: range.start + match.index, end: range.start + match.index + match[0].length }
}

/** "Send the worksheet by Thursday" is called "Send the worksheet": the day is a value of its own. */
const withoutDay = ({ what, end, due }: ActionSaid): string => {
  if (due === null || due.end < end - 1 || due.start >= end) return what
  const cut = what
    .slice(0, Math.max(0, what.length - (end - due.start)))
    .trimEnd()
    .replace(/[\s,(]+(?:by|before|on|no later than|until|for|due)?$/i, "")
  return cut.split(" ").length >= 2 ? cut : what
}
