import type { Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Duration, Effect, Layer, Option, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import type { SqlClient, SqlError } from "effect/sql"
import { AccountMessage } from "../contract/AccountMessage.ts"
import { Email } from "../contract/Email.ts"
import type { MailId } from "../contract/MailState.ts"
import { mailOutboxRepo } from "./internal/MailOutboxRepo.ts"
import { sealing } from "./internal/sealing.ts"
import { SealedKeys } from "./SealedKeys.ts"

/** How long a taker may hold a mail: longer than a mail server may take to answer. */
export const mailLease = Duration.minutes(2)

export interface WaitingMail {
  readonly id: MailId
  readonly to: Email
  readonly message: AccountMessage
  readonly queuedAt: DateTime.Utc
  readonly uselessFrom: DateTime.Utc
  /** This one included. */
  readonly attempts: number
}

const openMessage = Schema.decodeEffect(Schema.fromJsonString(AccountMessage))
const openEmail = Schema.decodeEffect(Email)

/** The other end of `AccountMail`: what a dispatcher takes, sends and closes. */
export class MailOutbox extends Context.Service<
  MailOutbox,
  {
    /** The longest due mail, for {@link mailLease}. Who dies holding it leaves it to the next taker, under the same id. */
    readonly take: Effect.Effect<Option.Option<WaitingMail>, Unavailable>
    /** To be tried again; of no effect when somebody else took it meanwhile. */
    readonly putBack: (
      mail: WaitingMail,
      again: { readonly dueAt: DateTime.Utc; readonly fault: string }
    ) => Effect.Effect<void, Unavailable>
    /** For good: recipient and message are wiped. */
    readonly close: (
      mail: WaitingMail,
      how: { readonly state: "sent" } | { readonly state: "refused" | "given_up"; readonly fault: string }
    ) => Effect.Effect<void, Unavailable>
  }
>()("@beep/tenancy/MailOutbox") {
  static readonly layer: Layer.Layer<MailOutbox, never, SealedKeys | AuthSql | SqlClient.SqlClient | SecureRandom.SecureRandom> =
    Layer.effect(
      MailOutbox,
      Effect.gen(function* () {
        const { open } = sealing({
          keys: yield* SealedKeys,
          aead: yield* Aead.Aead,
          random: yield* SecureRandom.SecureRandom
        })
        const outbox = yield* mailOutboxRepo
        const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

        const take = Effect.gen(function* () {
          const now = yield* DateTime.now
          const taken = yield* trip(
            outbox.take({
              now: DateTime.toDateUtc(now),
              leasedUntil: DateTime.toDateUtc(DateTime.addDuration(now, mailLease))
            })
          )
          if (Option.isNone(taken)) return Option.none<WaitingMail>()
          const { attempts, id, message, queuedAt, recipient, uselessFrom } = taken.value
          return Option.some<WaitingMail>({
            id,
            to: yield* Effect.orDie(openEmail(yield* open(`${id}.recipient`, recipient))),
            message: yield* Effect.orDie(openMessage(yield* open(`${id}.message`, message))),
            queuedAt,
            uselessFrom,
            attempts
          })
        }).pipe(Effect.withSpan("MailOutbox.take"))

        return MailOutbox.of({
          take,
          putBack: Effect.fn("MailOutbox.putBack")(({ attempts, id }, { dueAt, fault }) =>
            trip(outbox.putBack({ id, attempts, dueAt: DateTime.toDateUtc(dueAt), fault }))
          ),
          close: Effect.fn("MailOutbox.close")(function* ({ id }, how) {
            const fault = how.state === "sent" ? null : how.fault
            yield* trip(outbox.close({ id, state: how.state, at: yield* DateTime.nowAsDate, fault }))
          })
        })
      })
    ).pipe(Layer.provide(Aead.layerWebCrypto))
}
