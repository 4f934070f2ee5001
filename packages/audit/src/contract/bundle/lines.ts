import type { BundleHeader } from "./BundleHeader.ts"

/**
 * The lines of an exported log (NDJSON). In an entry's line the text between
 * `{"entry":` and `,"leaf":` is, byte for byte, what was hashed:
 * leaf = SHA-256(0x00 || that text).
 */
export const headerLine = (header: BundleHeader): string => JSON.stringify(header)
export const entryLine = (leaf: number, canonicalEntry: string): string => `{"entry":${canonicalEntry},"leaf":${leaf}}`
export const checkpointLine = (note: string): string => JSON.stringify({ checkpoint: note })

const open = "{\"entry\":"
const middle = ",\"leaf\":"
const leafNumber = /^(0|[1-9]\d{0,15})\}$/

export interface EntryLine {
  readonly leaf: number
  readonly canonicalEntry: string
}

export const isEntryLine = (line: string): boolean => line.startsWith(open)

/** `undefined` unless {@link entryLine} could have written it. */
export const parseEntryLine = (line: string): EntryLine | undefined => {
  const at = line.lastIndexOf(middle)
  if (at < open.length || !isEntryLine(line)) return undefined
  const number = leafNumber.exec(line.slice(at + middle.length))?.[1]
  return number === undefined ? undefined : { leaf: Number(number), canonicalEntry: line.slice(open.length, at) }
}
