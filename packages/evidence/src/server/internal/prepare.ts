import type { CanonicalMail } from "@beep/gmail/mime/CanonicalMail"
import { toCanonical } from "@beep/gmail/mime/toCanonical"
import type { UnreadableReason } from "@beep/gmail/mime/UnreadableReason"
import { dateIn } from "@beep/kernel/LocalDate"
import type { Client } from "@beep/tenancy/contract/Client"
import { Effect, Result } from "effect"
import { Digest } from "effect/crypto"
import { extract } from "../../contract/extract/extract.ts"
import type { FoundMention } from "../../contract/extract/FoundMention.ts"
import { sourceHash } from "../../contract/sourceHash.ts"
import { verifySpan } from "../../contract/verifySpan.ts"
import type { Envelope } from "./sealedForms.ts"

/** What one message says, before anything of it is stored. */
export interface ReadDocument {
  readonly title: string
  readonly content: string
  readonly sourceHash: string
  readonly envelope: Envelope
  readonly mentions: ReadonlyArray<FoundMention & { readonly text: string }>
}

export interface Prepared {
  readonly bytes: Uint8Array
  readonly bytesSha256: string
  readonly reading: Result.Result<ReadDocument, UnreadableReason>
}

const envelopeOf = ({
  from,
  to,
  cc,
  replyTo,
  date,
  messageId,
  inReplyTo,
  references,
  links,
  attachments,
  quotedRanges,
  problems
}: CanonicalMail): Envelope => ({
  from,
  to,
  cc,
  replyTo,
  date,
  messageId,
  inReplyTo,
  references,
  links,
  attachments,
  quotedRanges,
  problems
})

const mentionsOf = (mail: CanonicalMail, client: Client) =>
  extract(mail.text, {
    messageDate: mail.date === null ? null : dateIn(client.timezone, mail.date),
    sender: mail.from,
    knownContacts: [...(mail.from === null ? [] : [mail.from]), ...mail.to, ...mail.cc],
    homeCurrency: client.homeCurrency,
    quotedRanges: mail.quotedRanges
  })
    .map((mention) => ({ ...mention, text: mail.text.slice(mention.start, mention.end) }))
    .filter((mention) => verifySpan(mail.text, mention, mention.text))

/** Reads and extracts; touches no database, so that the transaction that stores the result is short. */
export const prepare = Effect.fnUntraced(function* (client: Client, bytes: Uint8Array) {
  const digest = yield* Digest.Digest
  const bytesSha256 = yield* digest.digestHex(Digest.sha256, bytes)
  const mail = yield* Effect.result(toCanonical(bytes))
  if (Result.isFailure(mail)) {
    const unreadable: Prepared = { bytes, bytesSha256, reading: Result.fail(mail.failure.reason) }
    return unreadable
  }
  const text = { title: mail.success.subject, content: mail.success.text }
  const readable: Prepared = {
    bytes,
    bytesSha256,
    reading: Result.succeed({
      ...text,
      sourceHash: yield* sourceHash(text),
      envelope: envelopeOf(mail.success),
      mentions: mentionsOf(mail.success, client)
    })
  }
  return readable
})
