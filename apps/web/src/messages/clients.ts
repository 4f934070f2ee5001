import type { ClientSort } from "@beep/runway/contract/ClientsApi"

const clientsCount = (count: number): string => `${count.toLocaleString("en-US")} ${count === 1 ? "client" : "clients"}`

const orders: Readonly<Record<ClientSort, string>> = {
  runway: "shortest runway first",
  name: "by name",
  last_synced: "last synced first",
  last_worked: "last worked on first"
}

export const clients = {
  title: "Clients",
  region: "Clients",
  order: (count: number, sort: ClientSort): string => `${clientsCount(count)}, ${orders[sort]}.`,
  found: (shown: number, more: boolean): string => `${shown.toLocaleString("en-US")}${more ? "+" : ""} shown`,
  search: "Search clients by name",
  searchPlaceholder: "Search clients",
  filters: "Filters",
  all: "All",
  attention: "Needs attention",
  other: "Other",
  bar: "Coverage, 0 to 50 weeks",
  scaleLow: "5",
  scaleHigh: "50 wk",
  columns: {
    client: "Client",
    days: "Runway",
    weeks: "Weeks",
    until: "Through",
    band: "Band",
    reasons: "Reasons",
    week: "This week",
    synced: "Synced",
    worked: "Worked"
  },
  groups: {
    all: "Clients",
    reconnect: "Needs reconnect",
    red: "Red",
    yellow: "Yellow",
    green: "Green",
    none: "No runway figure",
    household: "Households"
  },
  household: "Household",
  days: (days: number): string => (days === 1 ? "day" : "days"),
  weeks: (text: string): string => `${text} wk`,
  through: "through",
  belowZero: "Below zero",
  none: "\u2013",
  more: (count: number): string => `+${count}`,
  never: "Never",
  syncing: "Syncing",
  loadMore: "Load more",
  loading: "the clients",
  empty: "No clients yet",
  emptyText: "Clients appear here with their runway, shortest first, once one is assigned to you and QuickBooks is connected.",
  noMatch: "No client matches",
  noMatchText: "No client of yours fits this search and filter.",
  clear: "Clear filters",
  barLabel: (name: string): string => `Runway of ${name}`,
  shortcuts: "Shortcut keys",
  add: "Add client",
  connection: "Connection",
  anyConnection: "Any",
  week: "This week",
  anyWeek: "All",
  weekFilter: { worked: "Worked on", reviewed: "Reviewed", open: "Not reviewed" },
  assigned: "Assigned",
  anybody: "Anybody",
  sort: "Sort",
  sorts: {
    runway: "Runway, shortest first",
    name: "Name",
    last_synced: "Synced, newest first",
    last_worked: "Worked, newest first"
  },
  export: "Export CSV",
  exporting: "Exporting",
  exportFile: "clients.csv",
  exported: "The clients shown are in the file.",
  notExported: (why: string): string => `Nothing was exported. ${why}`
} as const

export const client = {
  tabs: { digest: "Digest" },
  digestTitle: (name: string): string => `${name}, Digest`,
  loading: "the client",
  synced: (age: string): string => (age === "just now" ? "Synced just now" : `Synced ${age} ago`),
  /** `more`: the list goes on after what was read. */
  place: (position: number, read: number, more: boolean): string =>
    `${position.toLocaleString("en-US")} of ${read.toLocaleString("en-US")}${more ? "+" : ""}`,
  previous: (name: string | undefined): string => (name === undefined ? "No client before" : `Previous client, ${name}`),
  next: (name: string | undefined): string => (name === undefined ? "No client after" : `Next client, ${name}`),
  connected: "QuickBooks connected."
} as const

/** Views of the list that a member keeps. */
export const views = {
  open: "Views",
  title: "Views of the list",
  none: "No view is kept yet. What the list shows now can be kept under a name.",
  name: "Keep what the list shows now as",
  nameNeeded: "A name has 1 to 60 characters.",
  newName: (name: string): string => `New name of ${name}`,
  save: "Save view",
  rename: "Rename",
  renameOf: (name: string): string => `Rename ${name}`,
  removeOf: (name: string): string => `Remove ${name}`,
  saved: (name: string): string => `The view ${name} is kept.`,
  renamed: (name: string): string => `The view is called ${name} now.`,
  removed: (name: string): string => `The view ${name} is removed.`,
  restored: (name: string): string => `The view ${name} is back.`,
  notRestored: "The view did not come back. Another one may have its name now.",
  refused: { already_there: "Another view has this name.", invalid: "No more views can be kept. Remove one first." }
} as const
