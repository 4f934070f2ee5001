import { Schema } from "effect"

/** A statement with its parameters as text and the types PostgreSQL finds for them. */
export const Statement = Schema.Struct({
  text: Schema.String,
  parameters: Schema.Array(Schema.NullOr(Schema.String)),
  types: Schema.Array(Schema.String)
})
export type Statement = typeof Statement.Type

/** Statements of one transaction, or one on its own: what one connection does before somebody else may have it. */
export const Unit = Schema.Array(Statement)
export type Unit = typeof Unit.Type

const begins = (text: string) => /^begin\b/i.test(text.trim())
const ends = (text: string) => /^(?:commit|rollback)\b(?!\s+to\b)/i.test(text.trim())

/** Splits what one request asked, in order, into what was one transaction each. */
export const unitsOf = <A extends { readonly text: string }>(statements: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> => {
  const units: Array<Array<A>> = []
  let open: Array<A> | undefined
  for (const statement of statements) {
    if (open === undefined && begins(statement.text)) units.push((open = [statement]))
    else if (open === undefined) units.push([statement])
    else open.push(statement)
    if (ends(statement.text)) open = undefined
  }
  return units
}

/** The content of a quoted text, its quotes doubled already; one with a colon is spelled without it. */
const quoted = (content: string) =>
  content.includes(":") ? `E'${content.replaceAll("\\", "\\\\").replaceAll(":", "\\x3A")}'` : `'${content}'`

const literal = /(?<![\w$])'((?:[^']|'')*)'/g

/**
 * The statement as one line of text without parameters; for a program that has none. `pgbench` takes `:name` for a variable
 * of its own wherever it stands, also within quotes: no quoted text keeps a colon.
 */
export const spelledOut = ({ parameters, text, types }: Statement): string =>
  text
    .replace(/--[^\n]*/g, " ")
    .replace(literal, (_, content: string) => quoted(content))
    .replace(/\s+/g, " ")
    .replace(/\$(\d+)/g, (_, number: string) => {
      const value = parameters[Number(number) - 1]
      return `(${value === null || value === undefined ? "null" : quoted(value.replaceAll("'", "''"))}::${types[Number(number) - 1] ?? "text"})`
    })
