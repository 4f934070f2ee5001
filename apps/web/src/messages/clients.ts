const clientsCount = (count: number): string => `${count.toLocaleString("en-US")} ${count === 1 ? "client" : "clients"}`

export const clients = {
  title: "Clients",
  region: "Clients",
  order: (count: number): string => `${clientsCount(count)}, shortest runway first.`,
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
    synced: "Synced",
    worked: "Worked"
  },
  groups: {
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
  reconnect: "Needs reconnect"
} as const

export const client = {
  tabs: { digest: "Digest" },
  digestTitle: (name: string): string => `${name}, Digest`,
  loading: "the client",
  synced: (age: string): string => (age === "just now" ? "Synced just now" : `Synced ${age} ago`),
  place: (position: number, total: number): string => `${position.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`,
  previous: (name: string | undefined): string => (name === undefined ? "No client before" : `Previous client, ${name}`),
  next: (name: string | undefined): string => (name === undefined ? "No client after" : `Next client, ${name}`),
  connected: "QuickBooks connected."
} as const
