import { Result, Schema } from "effect"
import { AddressUnread } from "./AddressUnread.ts"

type Parameters = Readonly<Record<string, Schema.Top & { readonly DecodingServices: never }>>

/** The router reads `?query=12` as a number and `?week=true` as a truth: what is meant may be the text. */
const textOf = (value: unknown): unknown => (typeof value === "number" || typeof value === "boolean" ? String(value) : value)

const isRecord = Schema.is(Schema.Record(Schema.String, Schema.Unknown))

/**
 * Reads the part of an address after `?`. Parameters that the page does not know are not of it; one that it knows and
 * cannot read ends in `AddressUnread`, never in another page than the one that was asked for.
 */
export const searchOf = <Fields extends Parameters>(schema: Schema.Struct<Fields>) => {
  const decode = Schema.decodeUnknownResult(schema)
  const reads = Object.entries(schema.fields).map(([name, field]) => {
    const reader = Schema.decodeUnknownResult(Schema.Struct({ [name]: field }))
    return { name, fits: (value: unknown) => Result.isSuccess(reader({ [name]: value })) }
  })
  return (search: unknown): Schema.Struct<Fields>["Type"] => {
    const given = isRecord(search) ? search : {}
    const present = reads.filter(({ name }) => given[name] !== undefined)
    const read = decode(
      Object.fromEntries(present.map(({ fits, name }) => [name, fits(given[name]) ? given[name] : textOf(given[name])]))
    )
    if (Result.isSuccess(read)) return read.success
    throw new AddressUnread(
      present.filter(({ fits, name }) => !fits(given[name]) && !fits(textOf(given[name]))).map(({ name }) => name)
    )
  }
}
