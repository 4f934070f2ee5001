import { Result } from "effect"
import { pageLimits, type Operator, type Predicate, type Query } from "./Query.ts"

/** A query outside Intuit's small language; `near` is the word that does not fit. */
export interface QueryFault {
  readonly near: string
}

const lexeme = /\s*(?:'((?:[^'\\]|\\.)*)'|(<=|>=|[=<>(),*])|([^\s'=<>(),*]+))/gy

interface Token {
  readonly kind: "text" | "symbol" | "word"
  readonly value: string
}

const tokensOf = (text: string): Result.Result<ReadonlyArray<Token>, QueryFault> => {
  const tokens: Array<Token> = []
  const trimmed = text.trim()
  let end = 0
  for (const match of trimmed.matchAll(lexeme)) {
    end = match.index + match[0].length
    if (match[1] !== undefined) tokens.push({ kind: "text", value: match[1].replace(/\\(.)/g, "$1") })
    else if (match[2] !== undefined) tokens.push({ kind: "symbol", value: match[2] })
    else tokens.push({ kind: "word", value: match[3] ?? "" })
  }
  return end === trimmed.length ? Result.succeed(tokens) : Result.fail({ near: trimmed.slice(end, end + 20) })
}

const operators: ReadonlySet<string> = new Set(["=", "<", ">", "<=", ">=", "LIKE", "IN"])
const isOperator = (text: string): text is Operator => operators.has(text)

/** Thrown inside {@link parseQuery} only. */
class Misfit extends Error {
  readonly near: string
  constructor(near: string) {
    super(near)
    this.near = near
  }
}

class Cursor {
  private at = 0
  private readonly tokens: ReadonlyArray<Token>
  constructor(tokens: ReadonlyArray<Token>) {
    this.tokens = tokens
  }
  get here(): Token | undefined {
    return this.tokens[this.at]
  }
  isWord(word: string): boolean {
    return this.here?.kind === "word" && this.here.value.toUpperCase() === word
  }
  isSymbol(symbol: string): boolean {
    return this.here?.kind === "symbol" && this.here.value === symbol
  }
  next(): Token {
    const token = this.here
    if (token === undefined) throw new Misfit("end of query")
    this.at += 1
    return token
  }
  take(word: string): void {
    const token = this.next()
    if (token.kind === "text" || token.value.toUpperCase() !== word) throw new Misfit(token.value)
  }
  word(): string {
    const token = this.next()
    if (token.kind !== "word") throw new Misfit(token.value)
    return token.value
  }
  value(): string {
    const token = this.next()
    if (token.kind === "symbol") throw new Misfit(token.value)
    return token.value
  }
  whole(least: number): number {
    const word = this.word()
    const number = Number(word)
    if (!/^\d+$/.test(word) || number < least) throw new Misfit(word)
    return number
  }
}

const predicate = (cursor: Cursor): Predicate => {
  const field = cursor.word()
  const op = cursor.next().value.toUpperCase()
  if (!isOperator(op)) throw new Misfit(op)
  if (op !== "IN") return { field, op, values: [cursor.value()] }
  cursor.take("(")
  const values = [cursor.value()]
  while (cursor.isSymbol(",")) {
    cursor.next()
    values.push(cursor.value())
  }
  cursor.take(")")
  return { field, op, values }
}

const selected = (cursor: Cursor): boolean => {
  cursor.take("SELECT")
  if (cursor.isSymbol("*")) {
    cursor.next()
    return false
  }
  for (const part of ["COUNT", "(", "*", ")"]) cursor.take(part)
  return true
}

const parsed = (tokens: ReadonlyArray<Token>): Query => {
  const cursor = new Cursor(tokens)
  const count = selected(cursor)
  cursor.take("FROM")
  const entity = cursor.word()
  const where: Array<Predicate> = []
  if (cursor.isWord("WHERE")) {
    do {
      cursor.next()
      where.push(predicate(cursor))
    } while (cursor.isWord("AND"))
  }
  let orderBy: Query["orderBy"] = null
  let startPosition = 1
  let maxResults: number = pageLimits.default
  while (cursor.here !== undefined) {
    const clause = cursor.word().toUpperCase()
    if (clause === "ORDERBY") {
      const field = cursor.word()
      const descending = cursor.isWord("DESC")
      if (descending || cursor.isWord("ASC")) cursor.next()
      orderBy = { field, descending }
    } else if (clause === "STARTPOSITION") startPosition = cursor.whole(1)
    else if (clause === "MAXRESULTS") maxResults = Math.min(cursor.whole(1), pageLimits.max)
    else throw new Misfit(clause)
  }
  return { entity, count, where, orderBy, startPosition, maxResults }
}

/** Intuit's SQL: one entity, AND only, no projection; STARTPOSITION and MAXRESULTS in either order. */
export const parseQuery = (text: string): Result.Result<Query, QueryFault> =>
  Result.flatMap(tokensOf(text), (tokens) =>
    Result.try({
      try: () => parsed(tokens),
      catch: (error) => ({ near: error instanceof Misfit ? error.near : "query" })
    })
  )
