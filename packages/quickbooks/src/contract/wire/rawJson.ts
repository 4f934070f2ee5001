import { endOfString } from "./endOfString.ts"

interface Member {
  readonly key: string
  readonly raw: string
}

const code = {
  quote: 34,
  comma: 44,
  colon: 58,
  openList: 91,
  closeList: 93,
  open: 123,
  close: 125,
  space: 32
} as const

/** The members of an object or the elements of an array, each with its own source text. */
const members = (text: string): ReadonlyArray<Member> => {
  const found: Array<Member> = []
  let depth = 0
  let key = ""
  let start = -1
  let at = 0
  const close = () => {
    if (start >= 0) found.push({ key, raw: text.slice(start, at).trimEnd() })
    start = -1
    key = ""
  }
  while (at < text.length) {
    const symbol = text.charCodeAt(at)
    if (depth === 1 && start < 0 && symbol > code.space && symbol !== code.close && symbol !== code.closeList) start = at
    if (symbol === code.quote) {
      at = endOfString(text, at)
      continue
    }
    if (symbol === code.open || symbol === code.openList) depth += 1
    else if (symbol === code.close || symbol === code.closeList) {
      depth -= 1
      if (depth === 0) close()
    } else if (depth === 1 && symbol === code.comma) close()
    else if (depth === 1 && symbol === code.colon) {
      key = String(JSON.parse(text.slice(start, at)))
      start = -1
    }
    at += 1
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

/** The members of an object by their keys, in their order, each as its source text; empty for anything else. */
export const rawMembers = (text: string): ReadonlyMap<string, string> =>
  text.trimStart().startsWith("{") ? new Map(members(text).map(({ key, raw }) => [key, raw])) : new Map()

/** The source texts of an array's elements; empty for anything else. */
export const rawElements = (text: string): ReadonlyArray<string> =>
  text.trimStart().startsWith("[") ? members(text).map((member) => member.raw) : []
