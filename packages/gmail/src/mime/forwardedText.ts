import type { MailAddress } from "./CanonicalMail.ts"

const mailbox = ({ name, address }: MailAddress): string =>
  name === "" ? address : address === "" ? name : `${name} <${address}>`

/**
 * A message enclosed in another, as text: marked so that it reads, and is later
 * found, as something forwarded. The date stands as it was sent, in no zone of ours.
 */
export const forwardedText = (message: {
  readonly from: MailAddress | null
  readonly to: ReadonlyArray<MailAddress>
  readonly date: string
  readonly subject: string
  readonly text: string
}): string =>
  [
    "---------- Forwarded message ----------",
    ...(message.from === null ? [] : [`From: ${mailbox(message.from)}`]),
    ...(message.date === "" ? [] : [`Date: ${message.date}`]),
    ...(message.subject === "" ? [] : [`Subject: ${message.subject}`]),
    ...(message.to.length === 0 ? [] : [`To: ${message.to.map(mailbox).join(", ")}`]),
    "",
    message.text
  ].join("\n")
