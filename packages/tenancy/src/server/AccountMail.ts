import type { Unavailable } from "@beep/kernel/errors"
import { newId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import type { SqlClient, SqlError } from "effect/sql"
import { AccountMessage } from "../contract/AccountMessage.ts"
import type { Email } from "../contract/Email.ts"
import { MailId, type MailState } from "../contract/MailState.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { mailOutboxRepo } from "./internal/MailOutboxRepo.ts"
import { sealing } from "./internal/sealing.ts"
import { SealedKeys } from "./SealedKeys.ts"

export interface AccountLetter {
  readonly to: Email
  readonly message: AccountMessage
}

/** A notice says what happened and goes stale; a link is useless when its token is. */
const noticeKeptDays = 3

const uselessFrom = (message: AccountMessage) =>
  "endsAt" in message ? message.endsAt : DateTime.add(message.at, { days: noticeKeptDays })

const encodeMessage = Schema.encodeSync(Schema.fromJsonString(AccountMessage))

/**
 * Mail about accounts, written down with the change that causes it and sent by the worker. Null means this installation
 * sends no mail: nothing was queued, and whoever asked must say so instead of pretending.
 */
export class AccountMail extends Context.Service<
  AccountMail,
  {
    /** Whether anything sends what is queued here. */
    readonly configured: boolean
    /** As `beep_auth`: inside an open transaction of `AuthSql` it becomes true with it. */
    readonly queue: (letter: AccountLetter) => Effect.Effect<MailId | null, SqlError.SqlError | Unavailable>
    /** As `beep_app`, inside the caller's tenant transaction. */
    readonly queueInTenant: (letter: AccountLetter) => Effect.Effect<MailId | null, SqlError.SqlError | Unavailable>
    /** How the mails fared; an id nobody knows is not among them. */
    readonly states: (ids: ReadonlyArray<MailId>) => Effect.Effect<ReadonlyMap<MailId, MailState>, Unavailable>
  }
>()("@beep/tenancy/AccountMail") {
  static readonly layer: Layer.Layer<
    AccountMail,
    never,
    AuthSettings | SealedKeys | AuthSql | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    AccountMail,
    Effect.gen(function* () {
      const { sendsMail } = yield* AuthSettings
      const random = yield* SecureRandom.SecureRandom
      const { seal } = sealing({ keys: yield* SealedKeys, aead: yield* Aead.Aead, random })
      const outbox = yield* mailOutboxRepo

      const rowOf = Effect.fnUntraced(
        function* ({ message, to }: AccountLetter) {
          const id = yield* newId(MailId)
          return {
            id,
            kind: message.kind,
            recipient: yield* seal(`${id}.recipient`, to),
            message: yield* seal(`${id}.message`, encodeMessage(message)),
            at: yield* DateTime.nowAsDate,
            uselessFrom: DateTime.toDateUtc(uselessFrom(message))
          }
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const through = (write: typeof outbox.queue) =>
        Effect.fnUntraced(function* (letter: AccountLetter) {
          if (!sendsMail) return null
          const row = yield* rowOf(letter)
          yield* write(row)
          return row.id
        })

      return AccountMail.of({
        configured: sendsMail,
        queue: through(outbox.queue),
        queueInTenant: through(outbox.queueInTenant),
        states: Effect.fn("AccountMail.states")(function* (ids) {
          if (ids.length === 0) return new Map()
          const rows = yield* unavailableOrDie<ReadonlyArray<{ readonly id: MailId; readonly state: MailState }>, never, never>(
            outbox.states(ids)
          )
          return new Map(rows.map(({ id, state }) => [id, state]))
        })
      })
    })
  ).pipe(Layer.provide(Aead.layerWebCrypto))
}
