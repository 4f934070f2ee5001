import { Effect, Option, Result, Schema, Stream } from "effect"
import type { Signature } from "effect/crypto"
import * as Base64 from "effect/encoding/Base64"
import type { Sha256 } from "../merkle/sha256.ts"
import { AuditFinding, type AuditReport } from "./AuditFinding.ts"
import { BundleHeader, CheckpointLine } from "./BundleHeader.ts"
import { LogCheck } from "./LogCheck.ts"
import { entryStart, isEntryLine, parseEntryLine } from "./lines.ts"

export interface BundleTrust {
  readonly sha256: Sha256
  /** Base64 Ed25519 public keys obtained from us outside of the bundle. Without them the bundle's own are used, and only its inner agreement is shown. */
  readonly keys?: ReadonlyArray<string>
  /** Notes kept from earlier: mailed with a digest, or from an older export. */
  readonly checkpoints?: ReadonlyArray<string>
}

const header = Schema.decodeUnknownOption(Schema.fromJsonString(BundleHeader))
const head = Schema.decodeUnknownOption(Schema.fromJsonString(CheckpointLine))
const utf8 = new TextEncoder()

const keyBytes = (keys: ReadonlyArray<string>): ReadonlyArray<Uint8Array> =>
  keys.flatMap((text) => Result.match(Base64.decode(text), { onSuccess: (bytes) => [bytes], onFailure: () => [] }))

/** One line after another, without a promise; a million lines are a matter of seconds. */
export class BundleCheck {
  private line = 0
  private check: LogCheck | undefined
  private declared = 0
  private scratch = new Uint8Array(4096)
  private readonly trust: BundleTrust

  constructor(trust: BundleTrust) {
    this.trust = trust
  }

  push(text: string): void {
    this.line += 1
    if (text === "") return this.bad()
    if (this.check === undefined) return this.open(text)
    if (!isEntryLine(text)) return this.tree(this.check, text)
    const entry = parseEntryLine(text)
    if (entry === undefined) return this.bad()
    this.check.leaf(entry.leaf, this.leafOf(text, entry.end))
  }

  readonly finish: Effect.Effect<AuditReport, never, Signature.Signature> = Effect.suspend(() => {
    if (this.check === undefined) {
      return Effect.succeed({
        entries: 0,
        signedSize: 0,
        pending: 0,
        findings: [AuditFinding.make({ _tag: "BadLine", line: 1 })]
      })
    }
    const { size } = this.check
    if (size < this.declared) this.check.report(AuditFinding.make({ _tag: "CutTail", size, signedSize: this.declared }))
    if (size > this.declared)
      this.check.report(AuditFinding.make({ _tag: "WrongOrder", expectedLeaf: this.declared, foundLeaf: size }))
    return Effect.map(this.check.finish, (report) => ({ ...report, pending: 0 }))
  })

  private open(text: string): void {
    const found = header(text)
    const value = Option.getOrUndefined(found)
    this.declared = value?.size ?? 0
    this.check = new LogCheck({
      sha256: this.trust.sha256,
      origin: value?.origin ?? "",
      keys: keyBytes(this.trust.keys ?? value?.keys.map((key) => key.publicKey) ?? []),
      inHand: this.trust.checkpoints ?? []
    })
    if (value === undefined || !value.origin.endsWith(`/${value.organizationId}`)) this.bad()
  }

  private tree(check: LogCheck, text: string): void {
    const found = Option.getOrUndefined(head(text))
    if (found === undefined) this.bad()
    else check.head(found.checkpoint)
  }

  private bad(): void {
    this.check ??= new LogCheck({ sha256: this.trust.sha256, origin: "", keys: [], inHand: [] })
    this.check.report(AuditFinding.make({ _tag: "BadLine", line: this.line }))
  }

  /**
   * `leafHash` of the entry within a line, without copying it: the whole line is
   * encoded at once (a slice of a string costs ten times as much), 0x00 takes the
   * place of the byte before the entry, and what follows the entry is ASCII.
   */
  private leafOf(line: string, end: number): Uint8Array {
    if (this.scratch.length < line.length * 3) this.scratch = new Uint8Array(line.length * 3)
    const { written } = utf8.encodeInto(line, this.scratch)
    this.scratch[entryStart - 1] = 0
    return this.trust.sha256(this.scratch.subarray(entryStart - 1, written - (line.length - end)))
  }
}

/**
 * Verifies an exported log with nothing but its lines, a hash function and what
 * the reader has in hand: no database, no network, none of our services.
 *
 * @returns what was found; an untouched log has no findings
 */
export const verifyBundle = <E, R>(
  lines: Stream.Stream<string, E, R>,
  trust: BundleTrust
): Effect.Effect<AuditReport, E, R | Signature.Signature> =>
  Effect.suspend(() => {
    const check = new BundleCheck(trust)
    return Stream.runForEachArray(lines, (some) => Effect.sync(() => some.forEach((line) => check.push(line)))).pipe(
      Effect.andThen(check.finish)
    )
  })
