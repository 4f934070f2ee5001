import type { AuditEntry } from "../AuditEntry.ts"
import { canonicalJson } from "./canonicalJson.ts"
import { leafHash } from "./hash.ts"
import type { Sha256 } from "./sha256.ts"

const utf8 = new TextEncoder()

/** The bytes that stand in the log for an entry: its canonical JSON. */
export const entryText = (entry: AuditEntry): string => canonicalJson(entry)

export const entryLeaf = (sha256: Sha256, entry: AuditEntry): Uint8Array => leafHash(sha256, utf8.encode(entryText(entry)))
