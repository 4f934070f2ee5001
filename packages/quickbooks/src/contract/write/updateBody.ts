import { Schema } from "effect"
import { rawMembers } from "../wire/rawJson.ts"
import type { Update, WritableEntity } from "./WriteRequest.ts"

/** Members to set; null takes one away. Values are texts and references, never amounts. */
export type Fields = Readonly<Record<string, string | { readonly [member: string]: string } | null>>

const encode = Schema.encodeSync(Schema.fromJsonString(Schema.Unknown))

const joined = (members: ReadonlyMap<string, string>): string =>
  `{${Array.from(members, ([key, raw]) => `${encode(key)}:${raw}`).join(",")}}`

/** What QuickBooks makes of an object itself, and takes from nobody. */
const ofQuickBooks: ReadonlySet<string> = new Set(["MetaData", "domain", "sparse", "status"])

/**
 * A bill is written whole: sources disagree on sparse bills (runway.md 6.5). Taking a
 * member away needs the whole object too, because a sparse body keeps what it leaves out.
 */
const isWhole = (entity: WritableEntity, fields: Fields): boolean =>
  entity === "Bill" || Object.values(fields).some((value) => value === null)

/** QuickBooks wants these repeated in a sparse body. */
const repeated: Readonly<Record<WritableEntity, ReadonlyArray<string>>> = {
  Bill: [],
  Invoice: ["CustomerRef"],
  Vendor: [],
  Customer: []
}

/**
 * The update of an object as it was read: `raw` is its exact source text, so that what is not set goes
 * back byte for byte. The SyncToken in it is the lock.
 */
export const updateBody = <Name extends WritableEntity>(entity: Name, raw: string, fields: Fields): Update<Name> => {
  const source = rawMembers(raw)
  const whole = isWhole(entity, fields)
  const kept = whole ? [...source.keys()].filter((key) => !ofQuickBooks.has(key)) : ["Id", "SyncToken", ...repeated[entity]]
  const members = new Map<string, string>()
  for (const key of kept) {
    const member = source.get(key)
    if (member !== undefined) members.set(key, member)
  }
  if (!whole) members.set("sparse", "true")
  for (const [key, value] of Object.entries(fields)) {
    if (value === null) members.delete(key)
    else members.set(key, encode(value))
  }
  return { entity, body: joined(members) }
}
