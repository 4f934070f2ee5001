import type { TextRange } from "../../EvidenceSpan.ts"
import { alsoWords, foldedGiven, givenNames } from "./givenNames.ts"
import type { GraphContext } from "./GraphContext.ts"
import { type Kin, kinOf, kinWord, roleOf, roleWord } from "./kinship.ts"
import { firmsLikePeople, notNames } from "./words.ts"

/** Somebody a message speaks of. `outside`: not served, as an accountant or the firm itself. */
export interface PersonSaid {
  name: string
  given: string
  surname: string | null
  side: "client" | "outside"
  role: string | null
  address: string | null
}

export interface PersonAt extends TextRange {
  readonly person: number
  readonly ruleId: string
  readonly confidence: number
}

export interface KinSaid extends TextRange {
  readonly kin: Kin
  /** Whose kin; null when the words do not say. */
  readonly of: number | null
  readonly person: number
}

export interface People {
  readonly all: ReadonlyArray<PersonSaid>
  readonly at: ReadonlyArray<PersonAt>
  readonly kin: ReadonlyArray<KinSaid>
  readonly sender: number | null
  /** The one client spoken to; null when there is none or more than one. */
  readonly you: number | null
  /** Everybody spoken to who is not a client; the owner of a request from a client. */
  readonly addressed: number | null
}

const name = String.raw`\p{Lu}\p{L}+(?:['’]\p{Lu}\p{L}+)?(?:-\p{Lu}\p{L}+)?`
const fullName = String.raw`${name}(?: \p{Lu}\.)?(?: ${name}){0,2}`
const edge = String.raw`(?<![\p{L}\p{N}@._/-])`
const sequences = new RegExp(String.raw`${edge}${name}(?:(?: \p{Lu}\.)? ${name})*`, "gu")
const oneName = new RegExp(name, "gu")
const adjectives = String.raw`(?:(?:older|younger|eldest|oldest|youngest|middle|late|only|new|first|second|twin|newborn|adult) ){0,2}`
const nameList = String.raw`${fullName}(?:(?:, and |, | and | & )${fullName})*`
const kinBefore = new RegExp(
  String.raw`${edge}(my|our|his|her|their|your|My|Our|His|Her|Their|Your|${name}['’]s) ${adjectives}(${kinWord}),? (${nameList})`,
  "gu"
)
const kinAfter = new RegExp(
  String.raw`${edge}(${fullName}), (my|our|his|her|their|your|${name}['’]s) ${adjectives}(${kinWord})\b`,
  "gu"
)
const roleBefore = new RegExp(
  String.raw`\b(?:(?:[Mm]y|[Oo]ur|[Tt]he|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|${name}['’]s|a|an) )(?:new |former |longtime )?(${roleWord})(?:,| is| at [\p{L}& ]{2,40}?,)? (${fullName})`,
  "gu"
)
const roleAfter = new RegExp(
  String.raw`${edge}(${fullName})(?:, | \(| is | as | – | - )(?:(?:my|our|the|your|his|her|their|a|an) )?(?:new |former |longtime )?(${roleWord})\b`,
  "gu"
)
const honorific = new RegExp(String.raw`\b(?:Mr|Mrs|Ms|Miss|Dr)\.? (${name})`, "gu")

const bare = (text: string): string => text.replace(/['’]s$/u, "")

const displayOrder = (written: string): string => {
  const [last = "", first] = written.split(",", 2)
  return (first === undefined ? written : `${first.trim()} ${last.trim()}`).replace(/["()]/g, "").replace(/\s+/g, " ").trim()
}

const honorable = /^(?:Mr|Mrs|Ms|Miss|Dr)\.?$/i
const suffix = /^(?:Jr|Sr|II|III|IV|CPA|CFP®?|CFA|JD|MD|Esq|PhD|EA)\.?,?$/i

const partsOf = (written: string): { readonly given: string; readonly surname: string | null } => {
  const words = displayOrder(written)
    .split(" ")
    .filter((word) => word !== "" && !/^\p{Lu}\.$/u.test(word) && !suffix.test(word) && !honorable.test(word))
  const [given = ""] = words
  return { given, surname: words.length > 1 ? (words.at(-1) ?? null) : null }
}

const isPersonName = (written: string): boolean => {
  const { given } = partsOf(written)
  return /^\p{L}[\p{L}'’-]+$/u.test(given) && !notNames.has(given.toLowerCase()) && !/@/.test(written)
}

/** `Thompson` of `The Thompson household`, `John & Sarah Thompson` and `Thompson Family Trust`. */
export const surnameOf = (householdName: string | null): string | null => {
  if (householdName === null) return null
  const words = (householdName.match(oneName) ?? []).filter(
    (word) => !/^(?:The|Household|Family|Trust|Living|Revocable|And|Mr|Mrs|Ms|Dr|Estate|Of)$/.test(word)
  )
  return words.at(-1) ?? null
}

const sameGiven = (a: string, b: string): boolean => foldedGiven(a) === foldedGiven(b)
const folded = (text: string | null): string => (text ?? "").toLowerCase()

/** Who is named where. `text` is flat; quoted words are blank in it. */
export const people = (text: string, context: GraphContext): People => {
  const all: Array<PersonSaid> = []
  const at: Array<PersonAt> = []
  const kin: Array<KinSaid> = []
  const household = surnameOf(context.householdName)
  const ofHousehold = (surname: string | null) => household !== null && folded(surname) === folded(household)

  const find = (given: string, surname: string | null): number | undefined => {
    const fit = all.flatMap((person, index) =>
      sameGiven(person.given, given) &&
      (surname === null || person.surname === null || folded(person.surname) === folded(surname))
        ? [index]
        : []
    )
    return fit.length === 1 ? fit[0] : undefined
  }

  const meet = (written: string, side: PersonSaid["side"], role: string | null, address: string | null): number => {
    const { given, surname } = partsOf(written)
    const known = find(given, surname)
    if (known !== undefined) {
      const person = all[known]
      if (person !== undefined) {
        if (person.surname === null && surname !== null) {
          person.surname = surname
          person.name = displayOrder(written)
        }
        person.role ??= role
        person.address ??= address
      }
      return known
    }
    return all.push({ name: displayOrder(written), given, surname, side, role, address }) - 1
  }

  const participant = (contact: { readonly name: string; readonly address: string } | null): number | null => {
    if (contact === null || !isPersonName(contact.name)) return null
    const { surname } = partsOf(contact.name)
    const isClient = context.clientAddresses.has(contact.address.toLowerCase()) || ofHousehold(surname)
    return meet(contact.name, isClient ? "client" : "outside", isClient ? null : "contact", contact.address.toLowerCase())
  }

  const sender = participant(context.sender)
  const recipients = context.recipients.flatMap((contact) => participant(contact) ?? [])
  for (const known of context.known) meet(known.name, known.type === "Client" ? "client" : "outside", known.role, null)

  const mention = (start: number, end: number, person: number, ruleId: string, confidence: number) => {
    if (!at.some((one) => one.start < end && start < one.end)) at.push({ start, end, person, ruleId, confidence })
  }

  const listed = (list: string, offset: number) =>
    Array.from(list.matchAll(new RegExp(fullName, "gu")), (match) => ({
      written: trimmedName(match[0]),
      start: offset + match.index
    })).filter(({ written }) => isPersonName(written))

  const possessor = (word: string): number | null => {
    const lower = word.toLowerCase()
    if (lower === "my" || lower === "our") return sender
    if (lower === "your") return recipients.length === 1 ? (recipients[0] ?? null) : null
    return /['’]s$/u.test(word) ? (find(bare(word), null) ?? null) : null
  }

  const introduceKin = (list: string, offset: number, whose: string, word: string, range: TextRange) => {
    const kind = kinOf(word)
    for (const { written, start } of listed(list, offset)) {
      const inHousehold = household !== null && kind !== "relative"
      const index = meet(written, inHousehold ? "client" : "outside", inHousehold ? null : "relative", null)
      mention(start, start + written.length, index, "person.kinship", 0.92)
      kin.push({ ...range, kin: kind, of: possessor(whose), person: index })
    }
  }
  for (const match of text.matchAll(kinBefore)) {
    const [whole, whose = "", word = "", list = ""] = match
    introduceKin(list, match.index + whole.length - list.length, whose, word, {
      start: match.index,
      end: match.index + whole.length
    })
  }
  for (const match of text.matchAll(kinAfter)) {
    const [whole, written = "", whose = "", word = ""] = match
    introduceKin(written, match.index, whose, word, { start: match.index, end: match.index + whole.length })
  }

  const introduceRole = (written: string, start: number, word: string) => {
    const clean = trimmedName(written)
    if (!isPersonName(clean) || firmsLikePeople.has(clean.toLowerCase())) return
    const { given, surname } = partsOf(clean)
    const known = find(given, surname)
    if (known === undefined && surname === null && !givenNames.has(given.toLowerCase())) return
    const index = known ?? meet(clean, "outside", roleOf(word), null)
    const person = all[index]
    if (person?.side === "outside" && (person.role === null || person.role === "contact")) person.role = roleOf(word)
    mention(start, start + clean.length, index, "person.role", 0.92)
  }
  for (const match of text.matchAll(roleBefore)) {
    const [whole, word = "", written = ""] = match
    introduceRole(written, match.index + whole.length - written.length, word)
  }
  for (const match of text.matchAll(roleAfter)) introduceRole(match[1] ?? "", match.index, match[2] ?? "")

  for (const match of text.matchAll(honorific)) {
    const surname = match[1] ?? ""
    const fit = all.flatMap((person, index) => (folded(person.surname) === folded(surname) ? [index] : []))
    if (fit.length === 1) mention(match.index, match.index + match[0].length, fit[0] ?? 0, "person.honorific", 0.85)
  }

  for (const sequence of text.matchAll(sequences)) {
    const tokens = Array.from(sequence[0].matchAll(oneName), (token) => ({
      word: token[0],
      start: sequence.index + token.index,
      end: sequence.index + token.index + token[0].length
    }))
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index]
      if (token === undefined || notNames.has(token.word.toLowerCase())) continue
      const next = tokens[index + 1]
      const isNext = next !== undefined && !notNames.has(next.word.toLowerCase())
      if (isNext && firmsLikePeople.has(`${token.word} ${next.word}`.toLowerCase())) {
        index += 1
        continue
      }
      const listedName = givenNames.has(token.word.toLowerCase())
      if (isNext) {
        const known = find(token.word, next.word)
        const takes = known !== undefined && folded(all[known]?.surname ?? null) === folded(next.word)
        if (takes || listedName || ofHousehold(next.word)) {
          const side = ofHousehold(next.word) ? "client" : "outside"
          const person = takes ? known : meet(`${token.word} ${next.word}`, side, side === "client" ? null : "contact", null)
          mention(token.start, next.end, person, takes ? "person.full_name" : "person.new_full_name", takes ? 0.97 : 0.85)
          index += 1
          continue
        }
      }
      const only = find(token.word, null)
      if (only !== undefined) {
        mention(token.start, token.end, only, "person.given_name", 0.9)
        continue
      }
      const alone = listedName && !alsoWords.has(token.word.toLowerCase()) && household !== null && !isNext
      if (alone && all.every((person) => !sameGiven(person.given, token.word)) && isLikelyKin(text, token.end)) {
        mention(token.start, token.end, meet(token.word, "client", null, null), "person.given_name_alone", 0.65)
      }
    }
  }

  const clients = recipients.filter((index) => all[index]?.side === "client")
  const others = recipients.filter((index) => all[index]?.side !== "client")
  return {
    all,
    at: at.toSorted((a, b) => a.start - b.start),
    kin,
    sender,
    you: clients.length === 1 ? (clients[0] ?? null) : null,
    addressed: others.length === 1 ? (others[0] ?? null) : recipients.length === 1 ? (recipients[0] ?? null) : null
  }
}

/** `Emily’s Roth`, `Emily graduates`: a name that owns or does something. */
const isLikelyKin = (text: string, end: number): boolean =>
  /^(?:['’]s\b|\s+(?:and|is|was|has|had|will|just|also|recently|finally|got|gets|starts?|started|turn(?:s|ed)|graduat\w+|needs?|wants?|would|should|plans?|retir\w+|accepted|moved|finish\w+))/.test(
    text.slice(end, end + 16)
  )

/** Words that follow a name in a list of capitals and belong to something else are cut off. */
const trimmedName = (written: string): string => {
  const words = written.split(" ")
  const cut = words.findIndex((word, index) => index > 0 && notNames.has(bare(word).toLowerCase()))
  return (cut === -1 ? words : words.slice(0, cut)).join(" ")
}
