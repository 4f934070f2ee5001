import type { StoredMessage } from "./GoogleMail.ts"

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64url")

const summary = ({ historyId, id, internalDate, labels, mail, threadId }: StoredMessage) => ({
  id,
  threadId,
  labelIds: labels,
  snippet: (mail.email.text ?? "").replace(/\s+/g, " ").slice(0, 200),
  sizeEstimate: mail.raw.length,
  historyId: String(historyId),
  internalDate: String(internalDate)
})

const headersOf = ({ mail }: StoredMessage) =>
  mail.email.headers.map(({ key, originalKey, value }) => ({ name: originalKey || key, value }))

const textPart = (partId: string, mimeType: string, text: string) => ({
  partId,
  mimeType,
  filename: "",
  headers: [{ name: "Content-Type", value: `${mimeType}; charset="utf-8"` }],
  body: { size: Buffer.byteLength(text), data: base64url(text) }
})

const partsOf = ({ id, mail: { email } }: StoredMessage) => {
  const texts = [
    ...(email.text === undefined ? [] : [{ mimeType: "text/plain", text: email.text }]),
    ...(email.html === undefined ? [] : [{ mimeType: "text/html", text: email.html }])
  ].map(({ mimeType, text }, at) => textPart(String(at), mimeType, text))
  const files = email.attachments.map(({ content, filename, mimeType }, at) => ({
    partId: String(texts.length + at),
    mimeType,
    filename: filename ?? "",
    headers: [{ name: "Content-Type", value: mimeType }],
    body: { attachmentId: `${id}-${at}`, size: typeof content === "string" ? content.length : content.byteLength }
  }))
  return [...texts, ...files]
}

export type MessageFormat = "minimal" | "metadata" | "full" | "raw"

/** A message as Gmail's API shows it (https://developers.google.com/gmail/api/reference/rest/v1/users.messages). */
export const messageResource = (message: StoredMessage, format: MessageFormat) => {
  switch (format) {
    case "minimal":
      return summary(message)
    case "raw":
      return { ...summary(message), raw: base64url(message.mail.raw) }
    case "metadata":
      return { ...summary(message), payload: { mimeType: "multipart/mixed", headers: headersOf(message) } }
    case "full":
      return {
        ...summary(message),
        payload: { partId: "", mimeType: "multipart/mixed", filename: "", headers: headersOf(message), parts: partsOf(message) }
      }
  }
}
