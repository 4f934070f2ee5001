import type { ClientId } from "@beep/kernel/ids"
import { Vault } from "@beep/vault/Vault"
import { Effect, Option, Schema } from "effect"
import type { ThreadId } from "../../../contract/mail/MailThread.ts"

/** The latest subject that is not empty, and everybody who took part, folded and in the order of the alphabet. */
export const ThreadSummary = Schema.Struct({ subject: Schema.String, participants: Schema.Array(Schema.String) })
export type ThreadSummary = typeof ThreadSummary.Type

const Json = Schema.fromJsonString(ThreadSummary)
const encode = Schema.encodeEffect(Json)
const decode = Schema.decodeEffect(Json)

const purpose = (id: ThreadId): string => `evidence.thread:${id}`

/** Under the key of the client, or of the organization while the thread is nobody's. */
export const threadSummaries = Effect.map(Vault, (vault) => ({
  seal: (id: ThreadId, owner: ClientId | null, summary: ThreadSummary) =>
    Effect.flatMap(Effect.orDie(encode(summary)), (text) => vault.sealText(owner, purpose(id), text)),
  /** None when the key is gone. */
  open: (id: ThreadId, owner: ClientId | null, sealed: Uint8Array) =>
    vault.openText(owner, purpose(id), sealed).pipe(
      Effect.flatMap((text) => Effect.orDie(decode(text))),
      Effect.map((summary) => Option.some(summary)),
      Effect.catchTags({ KeyDestroyed: () => Effect.succeed(Option.none<ThreadSummary>()), NotSealedHere: Effect.die })
    )
}))

/** Everybody of both; the newer subject where there is one. */
export const joined = (known: ThreadSummary, met: ThreadSummary, isLatest: boolean): ThreadSummary => ({
  subject: met.subject !== "" && (isLatest || known.subject === "") ? met.subject : known.subject,
  participants: [...new Set([...known.participants, ...met.participants])].toSorted()
})
