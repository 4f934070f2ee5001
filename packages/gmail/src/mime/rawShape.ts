import { mailLimits } from "./limits.ts"
import type { UnreadableReason } from "./UnreadableReason.ts"

/** Bytes as characters 0 to 255, so that structure can be looked at before any charset is known. */
const binary = new TextDecoder("latin1")

const fieldName = /^[!-9;-~]+[ \t]*:/

/** Header lines of an mbox or a postmaster's copy that stand before the first field. */
const envelopeLine = /^(?:From |>From )/

/**
 * What is wrong with the outer shape of a message, before a parser holds it in
 * memory. The parser bounds depth and header bytes but not the number of parts.
 */
export const shapeFault = (bytes: Uint8Array): UnreadableReason | undefined => {
  if (bytes.length === 0) return "empty"
  if (bytes.length > mailLimits.bytes) return "too_large"
  const text = binary.decode(bytes)
  const first = text.split(/\r?\n/, 2).find((line) => !envelopeLine.test(line)) ?? ""
  if (!fieldName.test(first)) return "not_a_message"
  const headerEnd = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  if (headerEnd > mailLimits.headerBytes || (text.slice(0, headerEnd).match(/\n[^ \t]/g)?.length ?? 0) > mailLimits.headers) {
    return "headers_too_large"
  }
  if (countDelimiters(text) > mailLimits.parts) return "too_many_parts"
  return undefined
}

const countDelimiters = (text: string): number => {
  const declared = new Set<string>()
  for (const match of text.matchAll(/boundary(?:\*0?\*?)?\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi)) {
    declared.add((match[1] ?? match[2] ?? "").trimEnd())
    if (declared.size > mailLimits.parts) return declared.size
  }
  if (declared.size === 0) return 0
  let delimiters = 0
  for (let at = text.indexOf("\n--"); at >= 0; at = text.indexOf("\n--", at + 3)) {
    const end = text.indexOf("\n", at + 1)
    const line = text.slice(at + 3, end < 0 ? undefined : Math.min(end, at + 300)).trimEnd()
    if (declared.has(line) || startsWithAny(line, declared)) delimiters += 1
    if (delimiters > mailLimits.parts) break
  }
  return delimiters
}

/** A boundary split over RFC 2231 continuations is known by its first piece only. */
const startsWithAny = (line: string, declared: ReadonlySet<string>): boolean => {
  if (declared.size > 50) return false
  for (const boundary of declared) if (line.startsWith(boundary)) return true
  return false
}
