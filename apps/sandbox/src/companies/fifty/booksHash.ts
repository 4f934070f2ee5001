import { Effect } from "effect"
import { Digest } from "effect/crypto"
import type { Books } from "../../ledger/Books.ts"

const quoted = new Map<string, string>()

/** Names of members come again and again. */
const quote = (name: string): string => {
  const known = quoted.get(name)
  if (known !== undefined) return known
  const made = JSON.stringify(name)
  quoted.set(name, made)
  return made
}

/** Members in the order of their names, absent ones left out, whole numbers of any size by their digits. */
const canonical = (value: unknown): string => {
  if (typeof value === "bigint") return value.toString()
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null"
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  let text = "{"
  for (const [name, member] of members) if (member !== undefined) text += `${quote(name)}:${canonical(member)},`
  return `${text}}`
}

const sha256 = Effect.fnUntraced(function* (text: string) {
  const digest = yield* Digest.Digest
  return yield* digest.digestHex(Digest.sha256, new TextEncoder().encode(text))
})

/** SHA-256 of all that one company has written down. */
export const booksHash = (books: Books) => sha256(canonical(books))

/** SHA-256 over the hashes of many companies, in their order. */
export const companiesHash = (companies: ReadonlyArray<Books>) =>
  Effect.flatMap(Effect.forEach(companies, booksHash), (hashes) => sha256(hashes.join("\n")))
