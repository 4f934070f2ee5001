import { Effect, Option } from "effect"
import { Digest } from "effect/crypto"
import PostalMime, { type Attachment, type Email, decodeWords } from "postal-mime"
import { addressesOf, messageIdsOf } from "./addresses.ts"
import { type CanonicalMail, type MailAttachment, type MailProblem, UnreadableMail } from "./CanonicalMail.ts"
import { canonicalText } from "./canonicalText.ts"
import { forwardedText } from "./forwardedText.ts"
import { htmlText } from "./htmlText.ts"
import { mailLimits } from "./limits.ts"
import { mailDate } from "./mailDate.ts"
import { quotedRanges } from "./quotedRanges.ts"
import { shapeFault } from "./rawShape.ts"

const encoder = new TextEncoder()

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === "string" ? encoder.encode(content) : content instanceof Uint8Array ? content : new Uint8Array(content)

const parse = (bytes: Uint8Array): Effect.Effect<Email, UnreadableMail> =>
  Effect.tryPromise({
    try: () =>
      PostalMime.parse(bytes, {
        // A nested message is read by us: the library writes its header in the locale and zone of the machine.
        forceRfc822Attachments: true,
        maxNestingDepth: mailLimits.depth,
        maxHeadersSize: mailLimits.headerBytes * 8
      }),
    catch: (error) => new UnreadableMail({ reason: faultOf(error instanceof Error ? error.message : "") })
  })

const faultOf = (message: string) =>
  message.includes("nesting depth") ? "too_deep" : message.includes("header") ? "headers_too_large" : "malformed"

const isReport = ({ mimeType }: Attachment) => mimeType === "message/delivery-status" || mimeType === "message/feedback-report"

interface Body {
  readonly text: string
  readonly links: ReadonlyArray<string>
  readonly problem?: MailProblem
}

const lenientUtf8 = new TextDecoder()

/** A message that says it has parts and shows none (a wrong or missing boundary): its body as it stands. */
const unpartedBody = (email: Email, bytes: Uint8Array): string | undefined => {
  const declared = email.headers.find(({ key }) => key === "content-type")?.value ?? ""
  if (!/^\s*multipart\//i.test(declared) || email.attachments.length > 0) return undefined
  if (email.html !== undefined || (email.text ?? "").trim() !== "") return undefined
  const text = canonicalText(lenientUtf8.decode(bytes))
  const bodyAt = text.indexOf("\n\n")
  const body = bodyAt < 0 ? "" : text.slice(bodyAt + 2)
  return body.trim() === "" ? undefined : body
}

const bodyOf = (email: Email, bytes: Uint8Array): Effect.Effect<Body, UnreadableMail> => {
  const unparted = unpartedBody(email, bytes)
  if (unparted !== undefined) return Effect.succeed({ text: unparted, links: [], problem: "parts_not_found" })
  const plain = canonicalText(email.text ?? "")
  if (plain.trim() !== "" || email.html === undefined) return Effect.succeed({ text: plain, links: [] })
  if (email.html.length > mailLimits.html) return Effect.fail(new UnreadableMail({ reason: "too_large" }))
  const converted = htmlText(email.html)
  if (converted === undefined) return Effect.fail(new UnreadableMail({ reason: "too_deep" }))
  return Effect.succeed({ text: canonicalText(converted.text), links: converted.links.map(canonicalText) })
}

const header = (email: Email, field: string): string => {
  const value = email.headers.find(({ key }) => key === field)?.value
  return value === undefined ? "" : canonicalText(decodeWords(value))
}

interface Opened extends Omit<CanonicalMail, "quotedRanges"> {
  readonly sentAs: string
}

const listed = Effect.fnUntraced(function* (attachment: Attachment) {
  const content = bytesOf(attachment)
  const digest = yield* Digest.Digest
  const part: MailAttachment = {
    name: attachment.filename === null ? null : canonicalText(attachment.filename),
    mediaType: canonicalText(attachment.mimeType),
    size: content.length,
    sha256: yield* digest.digestHex(Digest.sha256, content)
  }
  return part
})

const open = Effect.fnUntraced(function* (
  bytes: Uint8Array,
  depth: number
): Effect.fn.Return<Opened, UnreadableMail, Digest.Digest> {
  const email = yield* parse(bytes)
  if (email.attachments.length > mailLimits.parts) return yield* new UnreadableMail({ reason: "too_many_parts" })
  const body = yield* bodyOf(email, bytes)
  const problems = new Set<MailProblem>(body.problem === undefined ? [] : [body.problem])
  const texts = [body.text]
  const links = [...body.links]
  const attachments: Array<MailAttachment> = []
  const report = email.attachments.some(isReport)
  for (const attachment of email.attachments) {
    const enclosed = attachment.mimeType === "message/rfc822" && attachment.disposition !== "attachment" && !report
    const opened = enclosed ? yield* openEnclosed(bytesOf(attachment), depth + 1) : Option.none()
    if (Option.isSome(opened)) {
      const inner = opened.value
      texts.push(forwardedText({ ...inner, date: inner.sentAs }))
      links.push(...inner.links)
      attachments.push(...inner.attachments)
      for (const problem of inner.problems) if (problem !== "no_text" && problem !== "date_not_understood") problems.add(problem)
    } else {
      if (enclosed) problems.add("nested_message_not_opened")
      attachments.push(yield* listed(attachment))
    }
  }
  const text = texts.filter((part) => part !== "").join("\n")
  const subject = header(email, "subject")
  const sentAs = header(email, "date")
  const date = sentAs === "" ? null : mailDate(sentAs)
  const from = addressesOf(email.headers, "from")[0] ?? null
  if (text.trim() === "") problems.add("no_text")
  if (text.includes("\uFFFD") || subject.includes("\uFFFD")) problems.add("undecodable_characters")
  if (date === null) problems.add("date_not_understood")
  if (from === null) problems.add("no_sender")
  return {
    subject,
    from,
    to: addressesOf(email.headers, "to"),
    cc: addressesOf(email.headers, "cc"),
    replyTo: addressesOf(email.headers, "reply-to"),
    date,
    messageId: messageIdsOf(email.headers, "message-id")[0] ?? null,
    inReplyTo: messageIdsOf(email.headers, "in-reply-to")[0] ?? null,
    references: messageIdsOf(email.headers, "references"),
    text,
    links,
    attachments,
    problems: [...problems].sort(),
    sentAs
  }
})

/** An enclosed message that cannot be read stays a listed part; the message around it is read all the same. */
const openEnclosed = (bytes: Uint8Array, depth: number): Effect.Effect<Option.Option<Opened>, never, Digest.Digest> =>
  bytes.length === 0 || depth > mailLimits.nestedMessages ? Effect.succeedNone : Effect.option(open(bytes, depth))

/**
 * Reads one message (RFC 5322 bytes, as received) into canonical text.
 * Never throws and never reaches outside: bytes it cannot read fail with the reason.
 */
export const toCanonical = Effect.fn("toCanonical")(function* (
  bytes: Uint8Array
): Effect.fn.Return<CanonicalMail, UnreadableMail, Digest.Digest> {
  const fault = shapeFault(bytes)
  if (fault !== undefined) return yield* new UnreadableMail({ reason: fault })
  const { sentAs: _, ...mail } = yield* open(bytes, 0)
  return { ...mail, quotedRanges: quotedRanges(mail.text) }
})
