import type { RelationState, Literal } from "@beep/evidence/contract/graph/Graph"
import type { VectorsAnswer } from "@beep/evidence/contract/graph/Query"
import type { StaleClaim } from "@beep/evidence/contract/graph/StaleClaim"
import type { ExtractionState } from "@beep/evidence/contract/graph/ExtractionRun"
import type { EntityType } from "@beep/evidence/contract/ontology/Ontology"

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const types: Readonly<Record<EntityType, string>> = {
  Household: "Household",
  Client: "Client",
  Person: "Person",
  Account: "Account",
  LifeEvent: "Life event",
  ActionItem: "Action item",
  Meeting: "Meeting",
  CompliancePhrase: "Sensitive phrase"
}

const stateWords: Readonly<Record<RelationState, string>> = {
  current: "Current",
  superseded: "Superseded by later mail",
  contradicted: "Mail of the same day says two things"
}

const runWords: Readonly<Record<ExtractionState, string>> = {
  pending: "waiting",
  running: "being read",
  completed: "read",
  failed: "not readable by the rules",
  superseded: "replaced by a newer reading",
  retracted: "no longer there"
}

const staleWords: Readonly<Record<StaleClaim["reason"], string>> = {
  superseded: "A newer version of its source has arrived.",
  removed: "Its source was removed.",
  moved: "Its source was moved to another client.",
  erased: "Its source was erased."
}

/** What a search says about likeness of meaning: nothing where it took part, or was never there to take part. */
const vectors: Readonly<Record<VectorsAnswer, string>> = {
  whole: "",
  off: "",
  only_names: "",
  partial: "Some of the mail is not compared by meaning yet.",
  unavailable: "Meaning was not compared: the provider did not answer."
}

const literalWords: Readonly<Record<Literal["type"], string>> = { text: "Words", code: "Kind", date: "Date", money: "Amount" }

export const knowledge = {
  tab: "Knowledge",
  title: (client: string): string => `${client}, Knowledge`,
  choose: "Choose a household",
  chooseText: "Its mail, the graph of what the mail says, and the words behind each fact appear here.",
  households: "Households",
  noHouseholds: "No household yet",
  noHouseholdsText: "Households appear here once one is added under Settings, Connections, and its mail is filed.",
  moreHouseholds: "Show more households",
  find: "Search and threads",
  search: "Search this household",
  searching: "the answer",
  searchButton: "Search",
  clear: "Clear search",
  hits: { entities: "Entities", relations: "Relations", context: "Words" },
  hitCount: (count: number): string => plural(count, "hit", "hits"),
  noHits: "Nothing was found for these words.",
  noHitsSearched: (documents: number): string => `Searched: the graph and ${plural(documents, "document", "documents")}.`,
  truncated: "More was found than is shown.",
  vectors,
  context: (start: number, end: number): string => `Characters ${start} to ${end}`,
  threads: "Threads",
  loadingThreads: "the threads",
  loadingThread: "the thread",
  threadCount: (threads: number, messages: number): string =>
    `${plural(threads, "thread", "threads")}, ${plural(messages, "message", "messages")}`,
  messages: (count: number): string => plural(count, "message", "messages"),
  messageWord: (count: number): string => (count === 1 ? "message" : "messages"),
  messagesOf: (subject: string): string => `Messages of ${subject}`,
  added: (count: number): string => `${plural(count, "message", "messages")} added by hand`,
  noThreads: "No thread is filed here yet",
  noThreadsText: "Threads appear here once mail from a known address is read, or somebody files one.",
  closedSubject: "Subject does not open",
  thread: "Thread",
  toThread: "Back to the thread",
  threadEmpty: "No message of this thread is kept yet.",
  noDate: "Date not known",
  filedByPerson: "Filed by a person",
  filedByAddress: "Filed by a known address",
  foundHere: "Found in this message",
  showQuoted: "Show quoted text",
  hideQuoted: "Hide quoted text",
  messageRemoved: (when: string): string => `Not in the mailbox since ${when}. Nothing found in it stands.`,
  messageState: {
    unreadable: "No text could be read from this message. Its bytes are kept.",
    damaged: "The stored bytes are not those that were sealed, so nothing of this message is shown.",
    erased: "The text of this message was erased."
  },
  addresses: "Known addresses",
  unfiled: "Unfiled mail",
  mailRead: (when: string): string => `Mail read ${when === "just now" ? when : `${when} ago`}`,
  noAccount: "No Google account is linked, so no mail comes in.",
  accountRevoked: "The Google account was unlinked, so no new mail comes in.",
  noActiveAccount: "No account is chosen to be read.",
  toLink: "Link one",
  toChoose: "Choose one",
  toConnections: "Connections",
  toReconnect: "Reconnect",
  toAllow: "Allow it",
  move: "Move",
  moveTitle: (subject: string): string => `Move "${subject}"`,
  moveFacts: "All its messages leave this client: nothing found in them stands here any more, and what rested on them is marked.",
  moveReread: "They are read anew for the other client, whose advisors see them from then on.",
  moveLater: "Later messages of the thread follow it. One that brings an address of another client waits in Unfiled mail.",
  moveWhere: "Client it belongs to",
  moveChoose: "Choose a client",
  moveTo: (client: string): string => `Move to ${client}`,
  moving: "Moving",
  moved: (client: string): string => `The thread is moved to ${client}.`,
  movedBack: (client: string): string => `The thread is back under ${client}.`,
  notMoved: "The thread was not moved: one of its messages does not open any more.",
  notMovedBack: (client: string): string => `The thread was not moved back. It stays under ${client}.`,
  undo: "Undo",
  aClient: "the client",
  types,
  typesTitle: "Types",
  graph: "Household graph",
  graphSummary: (entities: number, relations: number): string =>
    `${plural(entities, "node", "nodes")} and ${plural(relations, "relation", "relations")}.`,
  graphFoot: (entities: number, relations: number, dropped: number): string =>
    `${plural(entities, "node", "nodes")}, ${plural(relations, "relation", "relations")}, ${dropped.toLocaleString("en-US")} dropped`,
  graphBroken: (count: number): string =>
    `${plural(count, "name does", "names do")} not open and ${count === 1 ? "is" : "are"} shown as broken.`,
  graphTruncated: "The graph is larger than one picture; the nearest nodes are shown.",
  loadingGraph: "the graph",
  emptyGraph: "Nothing is known of this household yet",
  emptyGraphText: "Facts appear here as mail is read, each with the words it rests on.",
  readMail: "Read the mail",
  reading: "Reading",
  runs: (counts: Readonly<Record<ExtractionState, number>>): string =>
    (["completed", "pending", "running", "failed"] as const)
      .filter((state) => counts[state] > 0)
      .map((state) => `${counts[state].toLocaleString("en-US")} ${runWords[state]}`)
      .join(", "),
  runsFailed: (count: number): string =>
    `${plural(count, "document was", "documents were")} not read to the end. What was found before is kept.`,
  unread: (count: number, ontology: string): string =>
    `${plural(count, "message is", "messages are")} not read for ${ontology} yet.`,
  modelLeft: (count: number): string =>
    `The language model did not take ${plural(count, "message", "messages")}. What rules found there stands.`,
  tryAgain: "Read again",
  hops: (count: number): string => plural(count, "hop", "hops"),
  hopsLabel: "Hops",
  edgeLabels: "Labels",
  ontology: "Ontology",
  ontologyUnknown: "This ontology does not exist, or is switched off",
  ontologyUnknownText: "Choose another one; nothing is shown under a different one by itself.",
  zoom: { zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit", points: "Nodes and relations" },
  relations: "Relations",
  from: "From",
  relation: "Relation",
  to: "To",
  state: "State",
  brokenName: "Name does not open",
  node: (label: string, type: EntityType): string => `${label}, ${types[type].toLowerCase()}`,
  edge: (from: string, predicate: string, to: string): string => `${from}, ${predicate}, ${to}`,
  inspector: "What is selected",
  inspectorEmpty: "Choose a thread, a node or a relation",
  inspectorEmptyText: "What it says and the exact words it rests on appear here.",
  close: "Close, Escape",
  gone: "This is not in the graph any more",
  goneText: "Later mail replaced it, or its source was removed.",
  type: "Type",
  aliases: "Also written",
  confidence: "Confidence",
  byModel: "A language model pointed at these words. The words are the message's own.",
  degree: "Relations",
  distance: "Steps from the household",
  lastStated: "Last stated",
  since: "Stated",
  until: "Until",
  attributes: "Values",
  literalWords,
  neighbours: "Neighbours",
  outward: (predicate: string): string => predicate,
  inward: (predicate: string): string => `${predicate}, towards this`,
  focusHere: "Show its surroundings",
  toHousehold: "Back to the household",
  stateWords,
  evidence: "Evidence",
  sources: (count: number): string => plural(count, "source", "sources"),
  loadingEvidence: "the evidence",
  olderEvidence: "Show older evidence",
  noEvidence: "There is no evidence for this, so it is not shown as a fact.",
  omitted: (count: number): string =>
    `${plural(count, "span does", "spans do")} not match ${count === 1 ? "its" : "their"} source and ${count === 1 ? "is" : "are"} left out.`,
  allMatch: (count: number): string => `${count.toLocaleString("en-US")} of ${count.toLocaleString("en-US")} spans match`,
  someMatch: (matching: number, count: number): string =>
    `${matching.toLocaleString("en-US")} of ${count.toLocaleString("en-US")} spans match`,
  brokenSpan: "The source no longer matches these words, so they are not shown.",
  source: (title: string, day: string): string => `${title}, ${day}`,
  openDocument: "Open the document",
  stale: (count: number): string => `${plural(count, "statement rests", "statements rest")} on mail that has changed.`,
  staleWords,
  staleList: "Statements whose mail has changed",
  openSource: "Open the source",
  /** `meeting_prep_bullet` as a person would write it; rooms name their own kinds. */
  claim: (kind: string): string => {
    const words = kind.replaceAll("_", " ")
    return words.charAt(0).toUpperCase() + words.slice(1)
  }
} as const
