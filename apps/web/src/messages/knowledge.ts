import type { RelationState, Literal } from "@beep/evidence/contract/graph/Graph"
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
  erased: "Its source was erased."
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
  find: "Search and documents",
  search: "Search this household",
  searching: "the answer",
  searchButton: "Search",
  clear: "Clear search",
  hits: { entities: "Entities", relations: "Relations", context: "Words" },
  hitCount: (count: number): string => plural(count, "hit", "hits"),
  noHits: "Nothing was found for these words.",
  noHitsSearched: (documents: number): string => `Searched: the graph and ${plural(documents, "document", "documents")}.`,
  truncated: "More was found than is shown.",
  context: (start: number, end: number): string => `Characters ${start} to ${end}`,
  documents: (count: number): string => plural(count, "document", "documents"),
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
  inspectorEmpty: "Choose a node, a relation or a document",
  inspectorEmptyText: "What it says and the exact words it rests on appear here.",
  close: "Close, Escape",
  gone: "This is not in the graph any more",
  goneText: "Later mail replaced it, or its source was removed.",
  type: "Type",
  aliases: "Also written",
  confidence: "Confidence",
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
  staleWords
} as const
