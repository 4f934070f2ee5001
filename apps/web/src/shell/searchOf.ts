import { Option, Schema } from "effect"

/** Reads the part of an address after `?`; an address that means nothing here reads as the plain page. */
export const searchOf = <A, I>(schema: Schema.Codec<A, I>, plain: A) => {
  const decode = Schema.decodeUnknownOption(schema)
  return (search: unknown): A => Option.getOrElse(decode(search), () => plain)
}
