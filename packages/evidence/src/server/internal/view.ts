import { DateTime, Option, Result, Schema } from "effect"
import type { DocumentSummary } from "../../contract/Document.ts"
import type { Mention } from "../../contract/Mention.ts"
import { verifySpan } from "../../contract/verifySpan.ts"
import type { DocumentRow } from "./DocumentsRepo.ts"
import type { MentionRow } from "./MentionsRepo.ts"
import { type Envelope, EnvelopeJson, type Statement, StatementJson } from "./sealedForms.ts"

/** The texts of one version; `none` where the sealed bytes were not the ones that were sealed. */
export interface OpenedVersion {
  readonly title: Option.Option<string>
  readonly envelope: Option.Option<Envelope>
}

const decodeEnvelope = Schema.decodeUnknownOption(EnvelopeJson)
export const statementOf = Schema.decodeUnknownOption(StatementJson)

export const envelopeFrom = (json: Option.Option<string>): Option.Option<Envelope> => Option.flatMap(json, decodeEnvelope)

/** `opened` fails when the key of the client is gone. */
export const summaryOf = (row: DocumentRow, opened: Result.Result<OpenedVersion, "erased">): DocumentSummary => {
  const bare = {
    documentId: row.documentId,
    clientId: row.clientId,
    sourceType: row.sourceType,
    documentVersionId: row.documentVersionId,
    versionNumber: row.versionNumber,
    unreadableReason: row.documentVersionId === null ? row.unreadableReason : null,
    title: null,
    from: null,
    to: [],
    sentAt: null,
    receivedAt: row.receivedAt,
    mentionCount: row.mentionCount
  }
  if (Result.isFailure(opened)) return { ...bare, state: "erased" }
  if (row.documentVersionId === null) return { ...bare, state: "unreadable" }
  const { title, envelope } = opened.success
  if (Option.isNone(title) || Option.isNone(envelope)) return { ...bare, state: "damaged" }
  const { from, to, date } = envelope.value
  return { ...bare, state: "readable", title: title.value, from, to, sentAt: date === null ? null : DateTime.makeUnsafe(date) }
}

/** The statement of a mention when its words still stand in its source, at their place. */
export const confirmed = (
  content: Option.Option<string>,
  row: MentionRow,
  statement: Option.Option<string>
): Option.Option<Statement> =>
  Option.filter(
    Option.flatMap(statement, statementOf),
    ({ text, fact }) =>
      fact.kind === row.kind &&
      Option.isSome(content) &&
      verifySpan(content.value, { start: row.startChar, end: row.endChar }, text)
  )

export const mentionOf = (documentId: Mention["documentId"], row: MentionRow, statement: Option.Option<Statement>): Mention => ({
  mentionId: row.mentionId,
  documentId,
  documentVersionId: row.documentVersionId,
  startChar: row.startChar,
  endChar: row.endChar,
  kind: row.kind,
  ruleId: row.ruleId,
  confidence: row.confidence,
  broken: Option.isNone(statement),
  text: Option.getOrNull(Option.map(statement, ({ text }) => text)),
  fact: Option.getOrNull(Option.map(statement, ({ fact }) => fact))
})
