import type { DocumentDetail } from "@beep/evidence/contract/Document"
import type { MentionId } from "@beep/kernel/ids"
import { Chip } from "@beep/ui/Chip"
import { EmptyState } from "@beep/ui/EmptyState"
import { HighlightedText } from "@beep/ui/HighlightedText"
import { Link } from "@tanstack/react-router"
import { ArrowLeft, FileQuestion, FileX } from "lucide-react"
import { evidence, unreadable } from "../../messages/evidence.ts"
import { exactInstant } from "../../shell/times.ts"
import { SenderFlags } from "../knowledge/SenderFlags.tsx"
import { isBroken } from "./mentions.ts"
import { participantName, participantNames } from "./participants.ts"

export interface DocumentReaderProps {
  readonly document: DocumentDetail
  readonly selected: MentionId | undefined
  readonly onSelect: (id: MentionId) => void
}

const Source = ({ document, selected, onSelect }: DocumentReaderProps) => {
  if (document.state === "unreadable") {
    const reason = document.unreadableReason === null ? "" : ` ${unreadable[document.unreadableReason]}`
    return (
      <EmptyState
        title={evidence.unreadableTitle}
        text={`${evidence.unreadableText}${reason}`}
        icon={<FileQuestion strokeWidth={1.5} />}
      />
    )
  }
  if (document.state === "damaged")
    return <EmptyState title={evidence.damagedTitle} text={evidence.damagedText} icon={<FileX strokeWidth={1.5} />} />
  if (document.content === null)
    return <EmptyState title={evidence.erasedTitle} text={evidence.erasedText} icon={<FileX strokeWidth={1.5} />} />
  const content = document.content
  const whole = document.mentions.filter((mention) => !isBroken(content, mention))
  const byId = new Map<string, (typeof whole)[number]>(whole.map((mention) => [mention.mentionId, mention]))
  return (
    <div role="region" tabIndex={0} aria-label={evidence.sourceText} className="bg-sunken px-4 py-3">
      <HighlightedText
        text={content}
        spans={whole.map((mention) => ({ id: mention.mentionId, start: mention.startChar, end: mention.endChar }))}
        selectedId={selected}
        onSelect={(id) => {
          const mention = byId.get(id)
          if (mention !== undefined) onSelect(mention.mentionId)
        }}
        labelOf={(id) => {
          const mention = byId.get(id)
          return mention === undefined ? "" : evidence.kind[mention.kind]
        }}
      />
    </div>
  )
}

const Foot = ({ document, selected }: Pick<DocumentReaderProps, "document" | "selected">) => {
  if (document.versionNumber === null) return null
  const mention = document.mentions.find((candidate) => candidate.mentionId === selected)
  return (
    <footer className="flex flex-wrap justify-between gap-x-3 border-t border-line px-4 py-2 text-12 text-muted tabular-nums">
      <span>
        {mention === undefined
          ? evidence.wholeVersionLine(document.versionNumber, document.contentLength ?? 0)
          : evidence.versionLine(document.versionNumber, mention.startChar, mention.endChar)}
      </span>
      {document.sourceHash === null ? null : (
        <span className="font-mono text-[0.6875rem] break-all">{evidence.hash(document.sourceHash)}</span>
      )}
    </footer>
  )
}

const Versions = ({ document }: { readonly document: DocumentDetail }) =>
  document.versions.length < 2 ? null : (
    <nav aria-label={evidence.versions} className="flex flex-wrap gap-3 border-t border-line px-4 py-2 text-12">
      {document.versions.map((version) => (
        <Link
          key={version.documentVersionId}
          to="."
          search={{ document: document.documentId, version: version.documentVersionId }}
          aria-current={version.documentVersionId === document.documentVersionId ? "true" : undefined}
          className="inline-flex min-h-6 items-center text-brand-text aria-[current]:font-semibold aria-[current]:text-fg"
        >
          {evidence.version(version.versionNumber, exactInstant(version.knownSince))}
        </Link>
      ))}
    </nav>
  )

export const DocumentReader = ({ document, selected, onSelect }: DocumentReaderProps) => {
  const sender = document.from === null ? evidence.unknownSender : participantName(document.from)
  return (
    <article aria-labelledby="document-title" className="overflow-hidden rounded-surface border border-line">
      <header className="grid gap-0.5 border-b border-line px-4 py-3">
        <Link
          to="."
          search={{}}
          className="mb-1 inline-flex min-h-6 items-center gap-1 justify-self-start text-12 text-muted md:hidden"
        >
          <ArrowLeft aria-hidden="true" className="size-3.5" strokeWidth={1.5} />
          {evidence.back}
        </Link>
        <h2 id="document-title" className="text-14 font-semibold break-words">
          {document.state === "readable"
            ? document.title === null || document.title.trim() === ""
              ? evidence.noSubject
              : document.title
            : evidence.stateWords[document.state]}
        </h2>
        <p className="text-12 text-muted">
          {evidence.from(sender, participantNames([...document.to, ...document.cc]))}
          {", "}
          {exactInstant(document.sentAt ?? document.receivedAt)}
        </p>
        <SenderFlags flags={document.senderFlags} />
      </header>
      <Source document={document} selected={selected} onSelect={onSelect} />
      {document.attachments.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-1 border-t border-line px-4 py-2 text-12 text-muted">
          <span className="mr-1">{evidence.attachments}</span>
          {document.attachments.map((attachment) => (
            <Chip key={`${attachment.sha256}${attachment.name ?? ""}`} tone="info" title={`sha256 ${attachment.sha256}`}>
              {attachment.name ?? attachment.mediaType}
            </Chip>
          ))}
        </div>
      )}
      <Versions document={document} />
      <Foot document={document} selected={selected} />
    </article>
  )
}
