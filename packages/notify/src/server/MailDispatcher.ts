import { MailOutbox, type WaitingMail } from "@beep/tenancy/server/MailOutbox"
import { Cause, DateTime, Effect, Layer, Option, Schedule } from "effect"
import { accountLetter } from "./accountLetter.ts"
import { EmailTransport } from "./EmailTransport.ts"
import { MailSettings } from "./MailSettings.ts"
import { nextTry } from "./nextTry.ts"

/** Nobody waits in front of a screen for longer than this before a mail leaves. */
const lookEvery = "1 second"

/** Mails under way at the same time, in one process. */
const atOnce = 4

/** RFC 5322, 3.6.4: made of the mail's own id, so that a second try is the same message. */
const messageIdOf = ({ id }: WaitingMail, from: string): string => `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`

const send = Effect.fn("MailDispatcher.send")(function* (mail: WaitingMail) {
  const outbox = yield* MailOutbox
  const transport = yield* EmailTransport
  const settings = yield* MailSettings
  const now = yield* DateTime.now
  if (DateTime.isGreaterThanOrEqualTo(now, mail.uselessFrom)) {
    return yield* outbox.close(mail, { state: "given_up", fault: "too_late" })
  }
  const letter = accountLetter(mail.message, settings)
  yield* transport.send({ messageId: messageIdOf(mail, settings.from), to: mail.to, ...letter }).pipe(
    Effect.andThen(outbox.close(mail, { state: "sent" })),
    Effect.catchTags({
      MailRefused: ({ fault }) =>
        Effect.andThen(
          outbox.close(mail, { state: "refused", fault }),
          Effect.logWarning("a mail was refused", { mailId: mail.id, kind: mail.message.kind, fault })
        ),
      MailDeferred: ({ fault }) =>
        Effect.gen(function* () {
          const dueAt = nextTry(mail, yield* DateTime.now)
          if (dueAt !== null) return yield* outbox.putBack(mail, { dueAt, fault })
          yield* outbox.close(mail, { state: "given_up", fault })
          yield* Effect.logWarning("a mail was given up", { mailId: mail.id, kind: mail.message.kind, fault })
        })
    })
  )
})

/**
 * Sends the longest due mail, if there is one; answers whether there was. A mail is taken, sent and only then marked: who
 * dies in between leaves it to the next one after the lease, who sends it again under the same Message-ID.
 */
export const sendOne = Effect.gen(function* () {
  const taken = yield* (yield* MailOutbox).take
  if (Option.isSome(taken)) yield* send(taken.value)
  return Option.isSome(taken)
})

const drain = Effect.repeat(sendOne, { while: (found) => found })

/** Sends what waits for as long as the layer lives. */
export const layer = Layer.effectDiscard(
  drain.pipe(
    Effect.catchCause((cause) =>
      Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError("waiting mail could not be sent", cause)
    ),
    Effect.repeat(Schedule.spaced(lookEvery)),
    Effect.replicateEffect(atOnce, { concurrency: "unbounded", discard: true }),
    Effect.forkScoped
  )
)
