import type { OrganizationId } from "@beep/kernel/ids"
import { Effect, Stream } from "effect"
import type { AuditEntry } from "../contract/AuditEntry.ts"
import { checkpointLine, entryLine, headerLine } from "../contract/bundle/lines.ts"
import { CompactRange } from "../contract/merkle/CompactRange.ts"
import { canonicalJson } from "../contract/merkle/canonicalJson.ts"
import { entryLeaf } from "../contract/merkle/entryLeaf.ts"
import { CheckpointSigner } from "../server/CheckpointSigner.ts"
import { sha256 } from "../server/sha256.ts"
import { entryOf } from "./entries.ts"

export interface BundleShape {
  readonly organizationId: OrganizationId
  readonly size: number
  /** A signed tree head behind every so many entries, and one at the end. */
  readonly headEvery: number
  readonly entry?: (n: number) => AuditEntry
}

/** A whole, signed log of `size` generated entries as NDJSON lines, made as it is read: a million of them need no memory. */
export const bundleOf = ({
  entry,
  headEvery,
  organizationId,
  size
}: BundleShape): Stream.Stream<string, never, CheckpointSigner> =>
  Stream.unwrap(
    Effect.map(CheckpointSigner, (signer) => {
      const origin = signer.originOf(organizationId)
      const header = headerLine({
        bundle: "beep.audit.v1",
        organizationId,
        origin,
        size,
        keys: signer.keys.map((publicKey) => ({ publicKey }))
      })
      const body = Stream.suspend(() => {
        const range = CompactRange.empty(sha256)
        return Stream.unfold(0, (from: number) =>
          Effect.gen(function* () {
            if (from >= size) return undefined
            const to = Math.min(size, from + headEvery)
            const lines: Array<string> = []
            for (let n = from; n < to; n++) {
              const made = entry === undefined ? entryOf(organizationId, n) : entry(n)
              lines.push(entryLine(n, canonicalJson(made)))
              range.append(entryLeaf(sha256, made))
            }
            lines.push(
              checkpointLine(yield* signer.sign({ origin, size: to, root: range.root(), at: "2026-11-20T10:28:05.000Z" }))
            )
            return [lines, to] as const
          })
        ).pipe(Stream.flattenIterable)
      })
      return Stream.concat(Stream.succeed(header), body)
    })
  )
