import { Effect } from "effect"
import PostalMime, { type Address, type Email } from "postal-mime"
import { createHash } from "node:crypto"

/** Bytes as they arrived, and what a mail server reads of them. */
export interface Arrived {
  readonly raw: Uint8Array
  readonly email: Email
  /** Lower case. */
  readonly from: string
  readonly participants: ReadonlyArray<string>
  readonly messageId: string
  readonly references: ReadonlyArray<string>
  /** Epoch milliseconds. */
  readonly date: number
  /** Gmail's id of the message, which differs from mailbox to mailbox. */
  readonly idIn: (account: string) => string
}

const mailboxesOf = (addresses: ReadonlyArray<Address> | undefined): ReadonlyArray<string> =>
  (addresses ?? []).flatMap((one) => (one.group ?? [one]).map(({ address }) => (address ?? "").toLowerCase()))

const hex = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex").slice(0, 16)

const idsIn = (text: string | undefined): ReadonlyArray<string> => (text ?? "").match(/<[^<>\s]+>/g) ?? []

export const arrived = (raw: Uint8Array): Effect.Effect<Arrived> =>
  Effect.map(
    Effect.promise(() => PostalMime.parse(raw)),
    (email) => {
      const from = mailboxesOf(email.from === undefined ? [] : [email.from])[0] ?? ""
      const messageId = idsIn(email.messageId)[0] ?? `<${hex(raw)}@unnamed>`
      const at = Date.parse(email.date ?? "")
      return {
        raw,
        email,
        from,
        participants: [from, ...mailboxesOf(email.to), ...mailboxesOf(email.cc), ...mailboxesOf(email.bcc)],
        messageId,
        references: [...idsIn(email.references), ...idsIn(email.inReplyTo)],
        date: Number.isNaN(at) ? 0 : at,
        idIn: (account) => hex(`${account}/${messageId}`)
      }
    }
  )
