import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Clock, Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import * as Base64 from "effect/encoding/Base64"
import { SqlClient, SqlSchema } from "effect/sql"
import type { AuditHead } from "../contract/AuditApi.ts"
import { CompactRange } from "../contract/merkle/CompactRange.ts"
import { sameHash } from "../contract/merkle/hash.ts"
import { CheckpointSigner } from "./CheckpointSigner.ts"
import { type Head, logOf } from "./internal/log.ts"
import { sha256 } from "./sha256.ts"

/**
 * The stored log contradicts its own newest tree head: that is not signed by us, or
 * does not join the leaves behind it. Nothing further is numbered or signed until a
 * person has looked (`beep audit verify`).
 */
export class LogBroken extends Schema.TaggedError<LogBroken>()("LogBroken", {
  organizationId: OrganizationId,
  size: Schema.Int
}) {}

const batch = 5_000

const split = (edge: Uint8Array): ReadonlyArray<Uint8Array> =>
  Array.from({ length: edge.length / 32 }, (_, i) => edge.slice(i * 32, i * 32 + 32))

const joined = (hashes: ReadonlyArray<Uint8Array>): Uint8Array => {
  const bytes = new Uint8Array(hashes.length * 32)
  hashes.forEach((hash, i) => bytes.set(hash, i * 32))
  return bytes
}

export interface Advance {
  readonly added: number
  readonly size: number
}

/** Numbers committed entries and signs the tree over them. */
export class AuditLog extends Context.Service<
  AuditLog,
  {
    /** Numbers at most 5,000 waiting entries of the current organization and signs a tree head over them, in one transaction. */
    readonly advance: Effect.Effect<Advance, LogBroken | Unavailable, CurrentTenant>
    /** Every organization that has entries waiting, until none waits; a broken log is logged and left, the others go on. Answers how many were numbered. */
    readonly advanceAll: Effect.Effect<number, Unavailable>
    /** Newest tree head, the keys that verify it, and how many entries wait. */
    readonly head: Effect.Effect<AuditHead, Unavailable, CurrentTenant>
  }
>()("@beep/audit/AuditLog") {
  static readonly layer: Layer.Layer<AuditLog, never, SqlClient.SqlClient | TenantTransaction | CheckpointSigner> = Layer.effect(
    AuditLog,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const signer = yield* CheckpointSigner
      const log = logOf(sql)

      const restore = Effect.fnUntraced(function* (organizationId: OrganizationId, head: Option.Option<Head>) {
        if (Option.isNone(head)) return CompactRange.empty(sha256)
        const { edge, note, root, size } = head.value
        const range = CompactRange.restore(sha256, size, split(edge))
        const ours = note.startsWith(`${signer.originOf(organizationId)}\n${size}\n`) && (yield* signer.signed(note))
        if (range === undefined || !ours || !sameHash(range.root(), root)) return yield* new LogBroken({ organizationId, size })
        return range
      })

      const grow = Effect.fnUntraced(function* (organizationId: OrganizationId) {
        const leaves = yield* log.sequence(batch)
        const range = yield* restore(organizationId, yield* log.newestHead(organizationId))
        if (leaves.length === 0) return { added: 0, size: range.size }
        for (const leaf of leaves) {
          if (leaf.index !== range.size) return yield* new LogBroken({ organizationId, size: range.size })
          range.append(leaf.hash)
        }
        const root = range.root()
        const at = DateTime.formatIso(DateTime.makeUnsafe(yield* Clock.currentTimeMillis))
        const note = yield* signer.sign({ origin: signer.originOf(organizationId), size: range.size, root, at })
        yield* log.insertHead(organizationId, { size: range.size, root, edge: joined(range.hashes()), at, note })
        return { added: leaves.length, size: range.size }
      })

      const advance = Effect.flatMap(CurrentTenant, ({ organizationId }) =>
        transaction.run(Effect.catchTag(grow(organizationId), "SchemaError", Effect.die))
      ).pipe(Effect.withSpan("AuditLog.advance"))

      const waiting = SqlSchema.findAll({
        Request: Schema.Void,
        Result: Schema.Struct({ organizationId: OrganizationId }),
        execute: () => sql`select w as "organizationId" from audit.organizations_waiting() as w`
      })

      const advanceFully = (organizationId: OrganizationId) =>
        Effect.gen(function* () {
          let total = 0
          for (;;) {
            const { added } = yield* advance
            total += added
            if (added < batch) return total
          }
        }).pipe(
          Effect.catchTag("LogBroken", (broken) =>
            Effect.as(
              Effect.logError("the audit log contradicts its tree head; nothing further is signed", {
                organizationId,
                size: broken.size
              }),
              0
            )
          ),
          Effect.provideService(CurrentTenant, { organizationId, memberId: null, role: "system" })
        )

      const advanceAll = unavailableOrDie(Effect.catchTag(waiting(), "SchemaError", Effect.die)).pipe(
        Effect.flatMap(Effect.forEach(({ organizationId }) => advanceFully(organizationId))),
        Effect.map((counts) => counts.reduce((sum, count) => sum + count, 0)),
        Effect.withSpan("AuditLog.advanceAll")
      )

      const head = Effect.flatMap(CurrentTenant, ({ organizationId }) =>
        transaction
          .run(
            Effect.gen(function* () {
              // In this order: an entry numbered in between counts as waiting, never as covered by a head that lacks it.
              const { pending } = yield* log.state(organizationId)
              const newest = yield* log.newestHead(organizationId)
              return {
                checkpoint: Option.match(newest, {
                  onNone: () => null,
                  onSome: ({ at, note, root, size }) => ({ organizationId, size, root: Base64.encode(root), at, note })
                }),
                origin: signer.originOf(organizationId),
                keys: signer.keys.map((publicKey) => ({ publicKey })),
                pending
              }
            })
          )
          .pipe(Effect.catchTags({ SchemaError: Effect.die, NoSuchElementError: Effect.die }))
      ).pipe(Effect.withSpan("AuditLog.head"))

      return AuditLog.of({ advance, advanceAll, head })
    })
  )
}
