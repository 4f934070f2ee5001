import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Vault } from "@beep/vault/Vault"
import { Effect, Option, Schema, Struct } from "effect"
import type { ThreadId } from "../../../contract/mail/MailThread.ts"
import type { SenderFlag } from "../../../contract/mail/SenderFlag.ts"
import { senderFlags, type TrustedSenders } from "../../../contract/mail/senderFlags.ts"
import { openSealed } from "../openSealed.ts"
import { Envelope } from "../sealedForms.ts"
import { threadsRepo } from "./ThreadsRepo.ts"

/** What of a header a sender is judged by. */
const WaitingSender = Schema.Struct(Struct.pick(Envelope.fields, ["from", "replyTo"]))
type WaitingSender = typeof WaitingSender.Type

const Json = Schema.fromJsonString(WaitingSender)
const encode = Schema.encodeEffect(Json)
const decode = Schema.decodeOption(Json)

const purpose = (sourceId: string): string => `evidence.waiting_sender:${sourceId}`

/** The senders of mail that waits for a person; inside a tenant transaction. */
export const waitingSenders = Effect.gen(function* () {
  const vault = yield* Vault
  const repo = yield* threadsRepo
  const open = yield* openSealed

  return {
    /** Under the key of the organization: the message is nobody's yet. */
    seal: (sourceId: string, sender: WaitingSender) =>
      Effect.flatMap(Effect.orDie(encode(sender)), (text) => vault.sealText(null, purpose(sourceId), text)),
    /** What about the senders of each thread asks for a second look, each kind once. Nothing of it is kept: who is known changes until it is filed. */
    flags: Effect.fnUntraced(function* (threadIds: ReadonlyArray<ThreadId>, trusted: TrustedSenders) {
      const { organizationId } = yield* CurrentTenant
      const rows = threadIds.length === 0 ? [] : yield* repo.waitingSenders({ organizationId, threadIds })
      const texts = yield* open(
        rows.map(({ senderSealed, sourceId }) => ({ owner: null, purpose: purpose(sourceId), sealed: senderSealed }))
      ).pipe(Effect.catchTag("KeyDestroyed", Effect.die))
      const found = new Map<ThreadId, Map<SenderFlag["kind"], SenderFlag>>()
      rows.forEach(({ threadId }, index) => {
        const sender = Option.flatMap(texts[index] ?? Option.none(), decode)
        if (Option.isNone(sender)) return
        const flags = senderFlags({ from: sender.value.from, replyTo: sender.value.replyTo ?? [] }, trusted)
        const known = found.get(threadId) ?? new Map<SenderFlag["kind"], SenderFlag>()
        for (const flag of flags) if (!known.has(flag.kind)) known.set(flag.kind, flag)
        found.set(threadId, known)
      })
      return (threadId: ThreadId): ReadonlyArray<SenderFlag> => [...(found.get(threadId)?.values() ?? [])]
    })
  }
})
