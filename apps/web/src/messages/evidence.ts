import type { MentionKind } from "@beep/evidence/contract/MentionFact"
import type { DocumentState, DocumentSummary } from "@beep/evidence/contract/Document"

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const kinds: Readonly<Record<MentionKind, string>> = {
  promise_to_pay: "Promises to pay",
  promise_to_do: "Promises to do",
  money: "Amounts",
  date: "Dates",
  person: "People",
  email_address: "Email addresses",
  phone: "Phone numbers"
}

const kind: Readonly<Record<MentionKind, string>> = {
  promise_to_pay: "Promise to pay",
  promise_to_do: "Promise to do",
  money: "Amount",
  date: "Date",
  person: "Person",
  email_address: "Email address",
  phone: "Phone number"
}

const stateWords: Readonly<Record<DocumentState, string>> = {
  readable: "Readable",
  unreadable: "Unreadable",
  damaged: "Damaged",
  erased: "Erased"
}

export const evidence = {
  tab: "Evidence",
  title: (client: string): string => `${client}, Evidence`,
  documents: "Documents",
  documentCount: (count: number): string => plural(count, "document", "documents"),
  more: "Load more",
  loading: "the documents",
  loadingDocument: "the document",
  empty: "No documents yet",
  emptyText: "Messages appear here with the words Beep found in them, each at its exact place. Add an .eml file to start.",
  emptyHere: "Messages of this client appear here once somebody adds them.",
  upload: {
    text: "Drop an .eml file here.",
    button: "Add a message",
    busy: "Adding",
    reading: (name: string): string => `Reading ${name}`
  },
  outcome: {
    created: (mentions: number): string => `Message kept. ${plural(mentions, "mention", "mentions")} found.`,
    new_version: (mentions: number): string =>
      `A new version of a known message was kept. ${plural(mentions, "mention", "mentions")} found.`,
    unchanged: "This message was already here. Nothing was written.",
    unreadable: "The file is kept, but no text could be read from it."
  },
  tooLarge: "The file was not kept: it holds more than 1 MB.",
  notAMessage: "The file was not kept: only .eml files can be added here.",
  failed: "The file was not kept.",
  choose: "Choose a document",
  chooseText: "Its text appears here with the words Beep found in it.",
  noSubject: "No subject",
  unknownSender: "Unknown sender",
  from: (sender: string, recipients: string): string => (recipients === "" ? sender : `${sender} to ${recipients}`),
  kinds,
  kind,
  stateWords,
  mentions: "Found in this document",
  mentionCount: (count: number): string => plural(count, "mention", "mentions"),
  noMentions: "Nothing was found in this document by the rules in force.",
  broken: "The source no longer matches this mention, so its words are not shown.",
  brokenCount: (count: number): string =>
    `${plural(count, "mention does", "mentions do")} not match the source and ${count === 1 ? "is" : "are"} shown without words.`,
  allMatch: (count: number): string => `${count.toLocaleString("en-US")} of ${count.toLocaleString("en-US")} spans match`,
  unreadableTitle: "No text could be read from this message",
  unreadableText: "The file is kept as it arrived.",
  damagedTitle: "The stored text of this document is damaged",
  damagedText: "It no longer matches its hash, so it is not shown.",
  erasedTitle: "This document was erased",
  erasedText: "Its key was destroyed, so the text is gone everywhere. Ids and hashes remain.",
  sourceText: "Source text",
  versionLine: (version: number, start: number, end: number): string =>
    `Document version ${version}, characters ${start} to ${end}`,
  wholeVersionLine: (version: number, length: number): string =>
    `Document version ${version}, ${plural(length, "character", "characters")}`,
  hash: (hash: string): string => `sha256 ${hash}`,
  versions: "Versions",
  version: (number: number, since: string): string => `Version ${number}, known since ${since}`,
  attachments: "Listed, not read",
  rule: "Found by rule",
  confidence: "Confidence",
  characters: "Characters",
  range: (start: number, end: number): string => `${start} to ${end}`,
  facts: {
    due: "Due",
    amount: "Amount",
    invoice: "Invoice",
    who: "Who",
    what: "What",
    date: "Date",
    relative: "Resolved against the date of the message",
    name: "Name",
    address: "Address",
    phone: "Phone"
  },
  back: "All documents"
} as const

export const unreadable = {
  empty: "It was empty.",
  not_a_message: "It is not a mail message.",
  too_large: "It is larger than can be read.",
  too_deep: "Its parts are nested deeper than can be read.",
  too_many_parts: "It has more parts than can be read.",
  headers_too_large: "Its headers are larger than can be read.",
  malformed: "Its structure is broken."
} as const satisfies Readonly<Record<NonNullable<DocumentSummary["unreadableReason"]>, string>>
