const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g

interface Member {
  readonly key: string
  readonly raw: string
}

/** The members of an object or the elements of an array, each with its own source text. */
const members = (text: string): ReadonlyArray<Member> => {
  const found: Array<Member> = []
  let depth = 0
  let key = ""
  let start = -1
  let last: RegExpExecArray | undefined
  const close = (end: number) => {
    if (start >= 0) found.push({ key, raw: text.slice(start, end) })
    start = -1
    key = ""
  }
  for (const match of text.matchAll(token)) {
    const symbol = match[0]
    const wasDepth = depth
    if (symbol === "}" || symbol === "]") depth -= 1
    if (wasDepth === 1 && (symbol === "," || depth === 0)) {
      close(last === undefined ? match.index : last.index + last[0].length)
    } else if (wasDepth === 1 && symbol === ":") {
      key = start < 0 ? "" : String(JSON.parse(text.slice(start, match.index)))
      start = -1
    } else if (wasDepth === 1 && start < 0) {
      start = match.index
    }
    if (symbol === "{" || symbol === "[") depth += 1
    last = match
  }
  return found
}

/**
 * The source text of the value at a path of keys, byte for byte as QuickBooks
 * sent it; `undefined` when a key is absent. The text must be valid JSON.
 */
export const rawAt = (text: string, path: ReadonlyArray<string>): string | undefined => {
  let here: string | undefined = text
  for (const key of path) {
    if (here === undefined || !here.trimStart().startsWith("{")) return undefined
    here = members(here).find((member) => member.key === key)?.raw
  }
  return here
}

/** The source texts of an array's elements; empty for anything else. */
export const rawElements = (text: string): ReadonlyArray<string> =>
  text.trimStart().startsWith("[") ? members(text).map((member) => member.raw) : []
