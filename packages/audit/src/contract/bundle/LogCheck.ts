import { Effect, Option } from "effect"
import { isSignedBy, parseNote, type SignedNote } from "../checkpointNote.ts"
import { CompactRange } from "../merkle/CompactRange.ts"
import { sameHash } from "../merkle/hash.ts"
import type { Sha256 } from "../merkle/sha256.ts"
import { AuditFinding } from "./AuditFinding.ts"

interface Trust {
  readonly sha256: Sha256
  /** Name every tree head must carry. */
  readonly origin: string
  /** Raw Ed25519 public keys that may have signed. */
  readonly keys: ReadonlyArray<Uint8Array>
  /** Notes that somebody kept outside of the log. */
  readonly inHand: ReadonlyArray<string>
}

interface Seen {
  readonly note: SignedNote
  readonly matches: boolean
}

/** Rebuilds the tree leaf by leaf and holds it against every tree head, those in the log and those in hand. */
export class LogCheck {
  private readonly range: CompactRange
  private readonly own: Array<Seen> = []
  private readonly met: Array<Seen> = []
  private readonly waiting = new Map<number, Array<SignedNote>>()
  private readonly found: Array<AuditFinding> = []
  private readonly trust: Trust
  private matchedSize = 0
  private diverged = false
  private broken = false

  constructor(trust: Trust) {
    this.trust = trust
    this.range = CompactRange.empty(trust.sha256)
    for (const text of trust.inHand) {
      const note = Option.getOrUndefined(parseNote(text))
      if (note === undefined || note.origin !== trust.origin)
        this.found.push(AuditFinding.make({ _tag: "NotSigned", size: note?.size ?? 0 }))
      else this.waiting.set(note.size, [...(this.waiting.get(note.size) ?? []), note])
    }
  }

  get size(): number {
    return this.range.size
  }

  report(finding: AuditFinding): void {
    this.found.push(finding)
  }

  /** After a leaf out of order nothing can be counted: later leaves are only skipped. */
  leaf(index: number, hash: Uint8Array): void {
    if (this.broken) return
    if (index !== this.range.size) {
      this.broken = true
      this.found.push(AuditFinding.make({ _tag: "WrongOrder", expectedLeaf: this.range.size, foundLeaf: index }))
      return
    }
    this.range.append(hash)
    if (this.waiting.size === 0) return
    const notes = this.waiting.get(this.range.size)
    if (notes === undefined) return
    const root = this.range.root()
    for (const note of notes) this.met.push({ note, matches: sameHash(note.root, root) })
    this.waiting.delete(this.range.size)
  }

  /** A tree head that the log itself brings, behind the last leaf it covers. */
  head(text: string): void {
    if (this.broken) return
    const size = this.range.size
    const note = Option.getOrUndefined(parseNote(text))
    if (note === undefined || note.origin !== this.trust.origin) {
      this.found.push(AuditFinding.make({ _tag: "NotSigned", size }))
    } else if (note.size > size) {
      this.found.push(AuditFinding.make({ _tag: "CutTail", size, signedSize: note.size }))
    } else {
      const matches = note.size === size && sameHash(note.root, this.range.root())
      this.own.push({ note, matches })
      if (matches) this.matchedSize = size
      else if (!this.diverged) {
        this.diverged = true
        this.found.push(AuditFinding.make({ _tag: "RootMismatch", since: this.matchedSize, size: note.size }))
      }
    }
  }

  /** Checks the signatures and gives the verdict. */
  readonly finish = Effect.suspend(() => {
    const { keys, sha256 } = this.trust
    const signed = (note: SignedNote) => isSignedBy(sha256, keys, note)
    return Effect.gen({ self: this }, function* () {
      let signedSize = 0
      for (const { matches, note } of this.own) {
        if (!(yield* signed(note))) this.found.push(AuditFinding.make({ _tag: "NotSigned", size: note.size }))
        else if (matches) signedSize = note.size
      }
      for (const { matches, note } of this.met) {
        if (!(yield* signed(note))) this.found.push(AuditFinding.make({ _tag: "NotSigned", size: note.size }))
        else if (!matches) {
          const rival = this.own.some((seen) => seen.matches && seen.note.size === note.size)
          this.found.push(
            rival
              ? AuditFinding.make({ _tag: "SplitView", size: note.size })
              : AuditFinding.make({ _tag: "RootMismatch", since: 0, size: note.size })
          )
        }
      }
      for (const note of [...this.waiting.values()].flat()) {
        this.found.push(
          (yield* signed(note))
            ? AuditFinding.make({ _tag: "CutTail", size: this.size, signedSize: note.size })
            : AuditFinding.make({ _tag: "NotSigned", size: note.size })
        )
      }
      const last = this.own.at(-1)?.note.size ?? 0
      if (!this.broken && last < this.size) this.found.push(AuditFinding.make({ _tag: "Unsigned", since: last, size: this.size }))
      return { entries: this.size, signedSize, findings: [...this.found] }
    })
  })
}
