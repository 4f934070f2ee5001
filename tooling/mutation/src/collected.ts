/** A test as it stands in its file, to be run as often as there is a mutant for it. */
export interface CollectedTest {
  readonly id: string
  readonly name: string
  readonly run: () => unknown
}

type Body = (...args: ReadonlyArray<unknown>) => unknown

const isBody = (value: unknown): value is Body => typeof value === "function"

/** `it(name, body)`, with options before or after the body. */
const bodyOf = (name: string, given: ReadonlyArray<unknown>): Body => {
  const body = given.find(isBody)
  if (body === undefined) throw new TypeError(`${name} has no body`)
  return body
}

/** What vitest hands to a body, as far as these tests ask for it. */
const context = { signal: new AbortController().signal }

let file = ""
let path: ReadonlyArray<string> = []
let tests: Array<CollectedTest> = []

const add = (name: string, run: () => unknown): void => {
  const full = [...path, name].join(" > ")
  // Names may be there twice, as those of a table.
  tests.push({ id: `${file}#${tests.length}#${full}`, name: full, run })
}

const describe = (name: string, ...given: ReadonlyArray<unknown>): void => {
  const outer = path
  path = [...outer, name]
  bodyOf(name, given)()
  path = outer
}

const plain = (name: string, ...given: ReadonlyArray<unknown>): void => {
  const body = bodyOf(name, given)
  add(name, () => body(context))
}

const table =
  (argumentsOf: (row: unknown) => ReadonlyArray<unknown>) =>
  (rows: ReadonlyArray<unknown>) =>
  (name: string, ...given: ReadonlyArray<unknown>): void => {
    const body = bodyOf(name, given)
    for (const [index, row] of rows.entries()) add(`${name} (${index})`, () => body(...argumentsOf(row)))
  }

const it = Object.assign(plain, {
  each: table((row) => (Array.isArray(row) ? row : [row])),
  for: table((row) => [row, context])
})

/**
 * Stands where tests import `vitest`: the few words of it that tests of pure rules need. What is missing here, a file that
 * asks for it cannot be loaded without.
 */
export const vitest = { describe, it, TestRunner: {} }

/** The tests that a file says while it is imported. */
export const collected = async (ofFile: string, load: () => Promise<unknown>): Promise<ReadonlyArray<CollectedTest>> => {
  file = ofFile
  path = []
  tests = []
  await load()
  return tests
}
