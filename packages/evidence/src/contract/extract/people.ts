import { found } from "./found.ts"
import type { ExtractContext, FoundMention, KnownContact } from "./FoundMention.ts"

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** A display name that is an address, a role or one letter names nobody. */
const isName = (name: string): boolean => /\p{L}{2}/u.test(name) && !name.includes("@") && name.length <= 80

const wholeWord = (name: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}@._-])${escaped(name).replace(/\s+/g, String.raw`\s+`)}(?![\p{L}\p{N}@_])`, "gu")

/** Given name of `Jane Doe` and of `Doe, Jane`. */
const firstNameOf = (name: string): string => {
  const [before = "", after] = name.split(",", 2)
  return (after ?? before).trim().split(/\s+/)[0] ?? ""
}

const displayOrder = (name: string): string => {
  const [last = "", first] = name.split(",", 2)
  return first === undefined ? name.trim() : `${first.trim()} ${last.trim()}`
}

/** Known contacts by their full name, and by the given name when only one of them has it. */
export const people = (content: string, context: Pick<ExtractContext, "knownContacts">): ReadonlyArray<FoundMention> => {
  const contacts = new Map<string, KnownContact>()
  for (const contact of context.knownContacts.slice(0, 200)) {
    if (isName(contact.name)) contacts.set(displayOrder(contact.name), contact)
  }
  const factOf = (name: string, { address }: KnownContact) =>
    ({ kind: "person", name, address: address === "" ? null : address.toLowerCase() }) as const
  const full = [...contacts].flatMap(([name, contact]) =>
    Array.from(content.matchAll(wholeWord(name)), (match) =>
      found(match.index, match.index + match[0].length, "person.contact.full", factOf(name, contact))
    )
  )
  const covered = (start: number) => full.some((mention) => mention.start <= start && start < mention.end)
  const firstNames = Map.groupBy(contacts, ([name]) => firstNameOf(name))
  const short = [...firstNames].flatMap(([first, holders]) => {
    const [only] = holders
    if (only === undefined || holders.length > 1 || [...first].length < 3 || first === only[0]) return []
    return Array.from(content.matchAll(wholeWord(first)))
      .filter((match) => !covered(match.index))
      .map((match) => found(match.index, match.index + match[0].length, "person.contact.first", factOf(...only)))
  })
  return [...full, ...short]
}
