import type { SenderFlag } from "./SenderFlag.ts"
import { headerText } from "./headerText.ts"
import { domainOf, isFreeMail, isLookalike, latin, registered } from "./lookalike.ts"

interface Mailbox {
  readonly name: string
  readonly address: string
}

/** Whom the firm knows for certain: addresses are folded; a client's name is the one its known addresses have used. */
export interface TrustedSenders {
  readonly members: ReadonlyArray<Mailbox>
  readonly clients: ReadonlyArray<{ readonly names: ReadonlyArray<string>; readonly address: string }>
}

const wordsOf = (name: string): ReadonlyArray<string> =>
  latin(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1)

/** All words of the known name, in any order, with at most three of another kind beside ("Kim, Dana (Alder Finch)"). */
const isNamed = (name: string, known: string): boolean => {
  const [spoken, wanted] = [wordsOf(name), wordsOf(known)]
  return wanted.length >= 2 && spoken.length <= wanted.length + 3 && wanted.every((word) => spoken.includes(word))
}

/** "john.thompson@..." names somebody; "office@..." does not. */
const nameInAddress = (address: string): ReadonlyArray<string> => {
  const words = wordsOf(address.slice(0, address.lastIndexOf("@")))
  return words.length >= 2 ? [words.join(" ")] : []
}

const mailbox = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u

type Flag = Omit<SenderFlag, "words" | "header">

/**
 * What about the sender of a message asks for a second look. Says nothing of a
 * sender whose address is known, but for where the answer would go: a forged
 * address is a question for the mail server's checks, not for words.
 */
export const senderFlags = (
  header: { readonly from: Mailbox | null; readonly replyTo: ReadonlyArray<Mailbox> },
  trusted: TrustedSenders
): ReadonlyArray<SenderFlag> => {
  const { from } = header
  if (from === null) return []
  const address = from.address.toLowerCase()
  const text = headerText(from)
  const domain = domainOf(address)
  const firmDomains = new Set(trusted.members.map((one) => registered(domainOf(one.address))).filter((one) => !isFreeMail(one)))
  const known = new Set([...trusted.members, ...trusted.clients].map((one) => one.address.toLowerCase()))
  const isKnown = (one: string) => known.has(one.toLowerCase()) || firmDomains.has(registered(domainOf(one)))
  const flags: Array<Flag> = []
  const spoken: Pick<Flag, "field" | "startChar" | "endChar"> = { field: "from", startChar: 0, endChar: from.name.length }
  const person = from.name.replace(mailbox, " ")
  const isMember = trusted.members.some((one) => isNamed(person, one.name))
  const isClient = trusted.clients.some((one) =>
    [...one.names, ...nameInAddress(one.address)].some((name) => isNamed(person, name))
  )
  if (!isKnown(address)) {
    if (isMember) flags.push({ kind: "member_name", ...spoken, confidence: 0.95 })
    if (isClient && !isMember) flags.push({ kind: "client_name", ...spoken, confidence: 0.8 })
    if ([...known].some((one) => isLookalike(domain, domainOf(one)))) {
      const startChar = text.lastIndexOf("@") + 1
      flags.push({ kind: "lookalike_domain", field: "from", startChar, endChar: startChar + domain.length, confidence: 0.9 })
    }
  }
  const inName = mailbox.exec(from.name)
  if (inName !== null && inName[0].toLowerCase() !== address) {
    flags.push({
      kind: "address_in_name",
      field: "from",
      startChar: inName.index,
      endChar: inName.index + inName[0].length,
      confidence: 0.9
    })
  }
  const [answer] = header.replyTo
  const away =
    answer !== undefined && answer.address !== "" && answer.address.toLowerCase() !== address && !isKnown(answer.address)
  const sameHouse = away && !isFreeMail(domain) && registered(domainOf(answer.address)) === registered(domain)
  if (away && !sameHouse && (isKnown(address) || isMember || isClient)) {
    const startChar = answer.name === "" ? 0 : answer.name.length + 2
    flags.push({ kind: "reply_to", field: "reply_to", startChar, endChar: startChar + answer.address.length, confidence: 0.85 })
  }
  return flags.map((flag) => {
    const field = flag.field === "from" ? text : answer === undefined ? "" : headerText(answer)
    return { ...flag, words: field.slice(flag.startChar, flag.endChar), header: field }
  })
}
