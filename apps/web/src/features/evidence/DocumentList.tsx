import type { DocumentSummary } from "@beep/evidence/contract/Document"
import type { DocumentId } from "@beep/kernel/ids"
import { Chip } from "@beep/ui/Chip"
import { Link } from "@tanstack/react-router"
import { DateTime } from "effect"
import { evidence } from "../../messages/evidence.ts"
import { exactInstant, shortDay } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { participantName } from "./participants.ts"

const titleOf = (document: DocumentSummary): string => {
  if (document.state === "unreadable") return evidence.unreadableTitle
  if (document.state === "damaged") return evidence.damagedTitle
  if (document.state === "erased") return evidence.erasedTitle
  return document.title === null || document.title.trim() === "" ? evidence.noSubject : document.title
}

const Item = ({
  document,
  now,
  current
}: {
  readonly document: DocumentSummary
  readonly now: DateTime.Utc
  readonly current: boolean
}) => {
  const at = document.sentAt ?? document.receivedAt
  return (
    <li>
      <Link
        to="."
        search={{ document: document.documentId }}
        aria-current={current ? "true" : undefined}
        className="mx-2 grid gap-0.5 rounded-control p-2 text-13 hover:bg-hover aria-[current]:bg-brand-tint"
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="flex-1 truncate font-medium">{titleOf(document)}</span>
          <time dateTime={DateTime.formatIso(at)} title={exactInstant(at)} className="text-12 text-muted">
            {shortDay(at, now)}
          </time>
        </span>
        <span className="flex min-w-0 items-center gap-2 text-muted">
          <span className="flex-1 truncate">
            {document.from === null ? evidence.unknownSender : participantName(document.from)}
          </span>
          {document.state === "readable" ? (
            <span className="text-12 tabular-nums">{evidence.mentionCount(document.mentionCount)}</span>
          ) : (
            <Chip tone={document.state === "erased" ? "info" : "warn"}>{evidence.stateWords[document.state]}</Chip>
          )}
        </span>
      </Link>
    </li>
  )
}

export const DocumentList = ({
  documents,
  selected
}: {
  readonly documents: ReadonlyArray<DocumentSummary>
  readonly selected: DocumentId | undefined
}) => {
  const now = useNow()
  return (
    <ul className="grid gap-0.5 py-2">
      {documents.map((document) => (
        <Item key={document.documentId} document={document} now={now} current={document.documentId === selected} />
      ))}
    </ul>
  )
}
