import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, type DocumentId, type DocumentVersionId, newId } from "@beep/kernel/ids"
import { Array, Effect } from "effect"
import { SecureRandom } from "effect/crypto"
import { headerText } from "../../contract/mail/headerText.ts"
import type { SenderFlag } from "../../contract/mail/SenderFlag.ts"
import { senderFlags, type TrustedSenders } from "../../contract/mail/senderFlags.ts"
import { SenderFlagId } from "./keys.ts"
import type { Envelope } from "./sealedForms.ts"
import { type SenderFlagRow, senderFlagsRepo } from "./SenderFlagsRepo.ts"

type Header = Pick<Envelope, "from" | "replyTo">

/** Judges the sender of one version anew, in place of what was said before; answers how many flags stand. */
export const senderFlagging = Effect.gen(function* () {
  const repo = yield* senderFlagsRepo
  const random = yield* SecureRandom.SecureRandom

  return Effect.fnUntraced(function* (
    place: { readonly clientId: ClientId; readonly documentId: DocumentId; readonly documentVersionId: DocumentVersionId },
    header: Header,
    trusted: TrustedSenders,
    createdAt: Date
  ) {
    const { organizationId } = yield* CurrentTenant
    const found = senderFlags({ from: header.from, replyTo: header.replyTo ?? [] }, trusted)
    const flags = yield* Effect.forEach(found, (flag) =>
      Effect.map(newId(SenderFlagId), (id) => ({ ...flag, id, headerLength: flag.header.length }))
    ).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
    yield* repo.clear({ organizationId, ...place })
    if (Array.isReadonlyArrayNonEmpty(flags)) yield* repo.insertAll({ organizationId, ...place, createdAt, flags })
    return flags.length
  })
})

/** Stored flags with their words, cut from the header again; one that no longer fits it is left out. */
export const flagsShown = (rows: ReadonlyArray<SenderFlagRow>, header: Header): ReadonlyArray<SenderFlag> =>
  rows.flatMap(({ headerLength, ...row }) => {
    const mailbox = row.field === "from" ? header.from : (header.replyTo?.[0] ?? null)
    const text = mailbox === null ? "" : headerText(mailbox)
    return text.length === headerLength ? [{ ...row, header: text, words: text.slice(row.startChar, row.endChar) }] : []
  })
