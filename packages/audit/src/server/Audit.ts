import { CurrentActor, CurrentRequestId } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Unavailable } from "@beep/kernel/errors"
import { newId } from "@beep/kernel/ids"
import { beginFor, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Clock, Context, DateTime, Duration, Effect, Layer, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"
import { AuditEntry, AuditEntryId } from "../contract/AuditEntry.ts"
import type { AuditEvent } from "../contract/AuditEvent.ts"
import { entryLeaf } from "../contract/merkle/entryLeaf.ts"
import { insertEntry } from "./internal/entries.ts"
import { sha256 } from "./sha256.ts"

const decodeEntry = Schema.decodeUnknownEffect(AuditEntry)

/** Writes what happened. Who did it, for whom and in which request comes from the fiber, never from the caller's words. */
export class Audit extends Context.Service<
  Audit,
  {
    /**
     * One entry in the caller's transaction: both become true or neither does. Waits
     * for no other writer. An event that holds anything but ids, hashes, counts and
     * codes is a defect and dies.
     */
    readonly append: (event: AuditEvent) => Effect.Effect<void, SqlError.SqlError, CurrentTenant | CurrentActor>
    /**
     * One entry that stays whatever becomes of the caller's transaction, for denials and
     * failures. Takes a connection of its own for one trip, so call it outside of a
     * transaction where you can; `Unavailable` when none is free within five seconds.
     */
    readonly record: (event: AuditEvent) => Effect.Effect<void, Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/audit/Audit") {
  /** The port on whichever pool is given: the log of an account is written by another role than the rest. */
  static readonly make: Effect.Effect<Audit["Service"], never, SqlClient.SqlClient | SecureRandom.SecureRandom> = Effect.gen(
    function* () {
      const sql = yield* SqlClient.SqlClient
      const random = yield* SecureRandom.SecureRandom

      const append = Effect.fn("Audit.append")(function* (event: AuditEvent) {
        const tenant = yield* CurrentTenant
        const entry = yield* Effect.orDie(
          decodeEntry({
            id: yield* Effect.provideService(newId(AuditEntryId), SecureRandom.SecureRandom, random),
            organizationId: tenant.organizationId,
            at: DateTime.formatIso(DateTime.makeUnsafe(yield* Clock.currentTimeMillis)),
            actor: yield* CurrentActor,
            memberId: tenant.memberId,
            action: event.action,
            entityType: event.entityType,
            entityId: event.entityId,
            clientId: event.clientId,
            before: event.before ?? null,
            after: event.after ?? null,
            result: event.result,
            reason: event.reason ?? null,
            requestId: yield* CurrentRequestId
          })
        )
        yield* insertEntry(sql, entry, entryLeaf(sha256, entry))
      })

      const record = Effect.fn("Audit.record")(function* (event: AuditEvent) {
        const tenant = yield* CurrentTenant
        yield* sql.withTransaction(append(event)).pipe(
          Effect.provideService(SqlClient.BeginTransaction, beginFor(tenant)),
          Effect.updateContext((context: Context.Context<CurrentTenant | CurrentActor>) =>
            Context.omit(sql.transactionService)(context)
          ),
          Effect.timeoutOrElse({
            duration: Duration.seconds(5),
            orElse: () => Effect.fail(new Unavailable({ what: "database" }))
          }),
          unavailableOrDie
        )
      })

      return Audit.of({ append, record })
    }
  )

  static readonly layer: Layer.Layer<Audit, never, SqlClient.SqlClient | SecureRandom.SecureRandom> = Layer.effect(
    Audit,
    Audit.make
  )
}
