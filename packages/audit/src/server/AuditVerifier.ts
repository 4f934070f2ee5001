import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import type { OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer, Option, Result, Stream } from "effect"
import { Signature } from "effect/crypto"
import * as Base64 from "effect/encoding/Base64"
import { SqlClient } from "effect/sql"
import { AuditFinding, type AuditReport } from "../contract/bundle/AuditFinding.ts"
import { checkpointLine, entryLine, headerLine } from "../contract/bundle/lines.ts"
import { LogCheck } from "../contract/bundle/LogCheck.ts"
import { entryLeaf, entryText } from "../contract/merkle/entryLeaf.ts"
import { sameHash } from "../contract/merkle/hash.ts"
import { CheckpointSigner } from "./CheckpointSigner.ts"
import { logOf } from "./internal/log.ts"
import { sha256 } from "./sha256.ts"

const pageSize = 2_000

/** Reads a whole log: to compare it with itself and with what the customer holds, and to hand it out. */
export class AuditVerifier extends Context.Service<
  AuditVerifier,
  {
    /**
     * Recomputes every leaf from the columns of its entry and every tree head from the
     * leaves. `inHand` are notes kept outside of this database: only against them does
     * a cut tail or a rewritten log show.
     */
    readonly verifyStored: (
      organizationId: OrganizationId,
      inHand: ReadonlyArray<string>
    ) => Effect.Effect<AuditReport, Unavailable>
    /** The log up to its newest tree head as NDJSON lines without line feeds; see `contract/bundle/lines.ts`. */
    readonly exportBundle: (organizationId: OrganizationId) => Stream.Stream<string, Unavailable>
  }
>()("@beep/audit/AuditVerifier") {
  static readonly layer: Layer.Layer<
    AuditVerifier,
    never,
    SqlClient.SqlClient | TenantTransaction | CheckpointSigner | Signature.Signature
  > = Layer.effect(
    AuditVerifier,
    Effect.gen(function* () {
      const log = logOf(yield* SqlClient.SqlClient)
      const transaction = yield* TenantTransaction
      const signer = yield* CheckpointSigner
      const signatures = yield* Signature.Signature
      const keys = signer.keys.flatMap((key) =>
        Result.match(Base64.decode(key), { onSuccess: (bytes) => [bytes], onFailure: () => [] })
      )

      const within = (organizationId: OrganizationId) =>
        Effect.provideService(CurrentTenant, { organizationId, memberId: null, role: "system" })

      /** One page of leaves with the tree heads that stand among them. */
      const page = (org: OrganizationId, from: number, below: number) =>
        transaction
          .run(
            Effect.gen(function* () {
              const leaves = yield* log.leavesFrom({ org, from, below, limit: pageSize })
              const reached = (leaves.at(-1)?.index ?? from - 1) + 1
              const heads = yield* log.headsWithin({ org, above: from, upTo: leaves.length < pageSize ? below : reached })
              return { leaves, heads, next: leaves.length < pageSize ? Option.none<number>() : Option.some(reached) }
            })
          )
          .pipe(Effect.catchTag("SchemaError", Effect.die), within(org))

      const stateOf = (org: OrganizationId) =>
        transaction
          .run(log.state(org))
          .pipe(Effect.catchTags({ SchemaError: Effect.die, NoSuchElementError: Effect.die }), within(org))

      const verifyStored = Effect.fn("AuditVerifier.verifyStored")(function* (
        organizationId: OrganizationId,
        inHand: ReadonlyArray<string>
      ) {
        const state = yield* stateOf(organizationId)
        const check = new LogCheck({ sha256, origin: signer.originOf(organizationId), keys, inHand })
        const below = state.headSize + state.beyond
        yield* Stream.paginate(0, (from: number) =>
          Effect.map(page(organizationId, from, below), (found) => [[found], found.next] as const)
        ).pipe(
          Stream.runForEach(({ heads, leaves }) =>
            Effect.sync(() => {
              const notes = heads.map(({ note, size }) => ({ note, size })).reverse()
              for (const leaf of leaves) {
                const entry = Option.getOrUndefined(log.asEntry(leaf.entry))
                if (leaf.entry === null) check.report(AuditFinding.make({ _tag: "EntryMissing", leaf: leaf.index, id: leaf.id }))
                else if (
                  entry === undefined ||
                  entry.organizationId !== organizationId ||
                  leaf.storedHash === null ||
                  !sameHash(leaf.storedHash, leaf.hash) ||
                  !sameHash(entryLeaf(sha256, entry), leaf.hash)
                )
                  check.report(AuditFinding.make({ _tag: "EntryChanged", leaf: leaf.index, id: leaf.id }))
                check.leaf(leaf.index, leaf.hash)
                while (notes.at(-1)?.size === leaf.index + 1) check.head(notes.pop()?.note ?? "")
              }
              for (const { note } of notes.reverse()) check.head(note)
            })
          )
        )
        const outside = yield* transaction
          .run(log.outside(organizationId))
          .pipe(Effect.catchTag("SchemaError", Effect.die), within(organizationId))
        for (const { id } of outside) check.report(AuditFinding.make({ _tag: "EntryOutsideLog", id }))
        const report = yield* Effect.provideService(check.finish, Signature.Signature, signatures)
        return { ...report, pending: state.pending }
      })

      const exportBundle = (organizationId: OrganizationId) =>
        Stream.unwrap(
          Effect.map(stateOf(organizationId), ({ headSize }) => {
            const header = headerLine({
              bundle: "beep.audit.v1",
              organizationId,
              origin: signer.originOf(organizationId),
              size: headSize,
              keys: signer.keys.map((publicKey) => ({ publicKey }))
            })
            const body =
              headSize === 0
                ? Stream.empty
                : Stream.paginate(0, (from: number) =>
                    Effect.map(page(organizationId, from, headSize), ({ heads, leaves, next }) => {
                      const notes = new Map(heads.map(({ note, size }) => [size, checkpointLine(note)]))
                      const lines = leaves.flatMap((leaf) => {
                        // A stored entry that is none any more leaves a gap that the reader's own check then finds.
                        const entry = Option.match(log.asEntry(leaf.entry), {
                          onNone: () => [],
                          onSome: (found) => [entryLine(leaf.index, entryText(found))]
                        })
                        const note = notes.get(leaf.index + 1)
                        return note === undefined ? entry : [...entry, note]
                      })
                      return [lines, next] as const
                    })
                  )
            return Stream.concat(Stream.succeed(header), body)
          })
        )

      return AuditVerifier.of({ verifyStored, exportBundle })
    })
  )
}
