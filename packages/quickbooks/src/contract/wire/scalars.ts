import { Schema, SchemaTransformation } from "effect"

/** The mark of a schema made by {@link closed}, for whoever looks for the words that were not known. */
export const closedWords = "@beep/quickbooks/closedWords"

/**
 * A number of QuickBooks as the exact text it was sent as: `"5204.02"`, `"100.0"`, `"1E+2"`.
 * Turn it into minor units with `minorFromDecimal` of `@beep/kernel/Money`.
 */
export const Decimal = Schema.String.check(Schema.isPattern(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/)).pipe(Schema.brand("Decimal"))
export type Decimal = typeof Decimal.Type

/** A whole number that is a count or a position, never money. */
export const WholeNumber = Schema.FiniteFromString.check(Schema.isInt())

/** A calendar date of a transaction, `YYYY-MM-DD`, without a zone. */
export const DateText = Schema.String.check(Schema.isPattern(/^\d{4}-\d{2}-\d{2}$/))

/** One of `values`; anything else QuickBooks may send one day decodes to `"unknown"` and never fails. */
export const closed = <const Values extends ReadonlyArray<string>>(values: Values) => {
  const known: ReadonlySet<string> = new Set(values)
  const isKnown = (text: string): text is Values[number] => known.has(text)
  return Schema.String.pipe(
    Schema.decodeTo(
      Schema.Union([Schema.Literals(values), Schema.Literal("unknown")]),
      SchemaTransformation.transform<Values[number] | "unknown", string>({
        decode: (text) => (isKnown(text) ? text : "unknown"),
        encode: (value) => value
      })
    ),
    Schema.annotate({ [closedWords]: true })
  )
}
