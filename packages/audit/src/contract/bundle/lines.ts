import type { BundleHeader } from "./BundleHeader.ts"

/**
 * The lines of an exported log (NDJSON). In an entry's line the text between
 * `{"entry":` and `,"leaf":` is, byte for byte, what was hashed:
 * leaf = SHA-256(0x00 || that text).
 */
export const headerLine = (header: BundleHeader): string => JSON.stringify(header)
export const entryLine = (leaf: number, canonicalEntry: string): string => `{"entry":${canonicalEntry},"leaf":${leaf}}`
export const checkpointLine = (note: string): string => JSON.stringify({ checkpoint: note })

const open = '{"entry":'
const middle = ',"leaf":'
const leafNumber = /^(0|[1-9]\d{0,15})\}$/

/** Where the entry's canonical JSON begins in every entry line. */
export const entryStart = open.length

export const isEntryLine = (line: string): boolean => line.startsWith(open)

/** The leaf number, and where the canonical JSON ends; `undefined` unless {@link entryLine} could have written the line. */
export const parseEntryLine = (line: string): { readonly leaf: number; readonly end: number } | undefined => {
  const end = line.lastIndexOf(middle)
  if (end < entryStart || !isEntryLine(line)) return undefined
  const number = leafNumber.exec(line.slice(end + middle.length))?.[1]
  return number === undefined ? undefined : { leaf: Number(number), end }
}
