import type { CommandId, CommandPlace } from "../shell/commands.ts"

/** Words of the frame and of the states every view has. */
export const app = {
  skip: "Skip to content",
  mainNavigation: "Main",
  breadcrumb: "Breadcrumb",
  rooms: { clients: "Clients", knowledge: "Knowledge", settings: "Settings" },
  account: "Account",
  signOut: "Sign out",
  toDark: "Dark theme",
  toLight: "Light theme",
  listMode: "List mode",
  comfortable: "Comfortable rows",
  preferenceLost: "This could not be kept. It is as it was.",
  dismiss: "Dismiss",
  undo: "Undo",
  close: "Close, Escape",
  demo: "Demo data",
  demoTitle: "Every client, message and figure in this organization is made up.",
  title: (page: string, name: string): string => `${page} \u00b7 ${name}`,
  keys: { move: "move", open: "open", why: "why", review: "reviewed", keys: "keys" }
} as const

/** What each command of `shell/commands.ts` does, in the overlay of the keys and in the palette. */
const does: Readonly<Record<CommandId, string>> = {
  palette: "Search clients, pages and actions",
  help: "Show the keys",
  search: "Search clients by name",
  listMode: "Switch list mode",
  rowHeight: "Switch between compact and comfortable rows",
  theme: "Switch between light and dark",
  signOut: "Sign out",
  moveDown: "Next row",
  moveUp: "Row before",
  open: "Open the client or figure in focus",
  why: "Why? of the client or figure in focus",
  reviewRow: "Mark the client in focus reviewed, or take it back",
  addClient: "Add a client",
  exportList: "Export the clients shown as CSV",
  saveView: "Save this view",
  toDigest: "This client's digest",
  toHygiene: "This client's issues to fix",
  whyRunway: "Why? of this client's runway",
  next: "Next client",
  previous: "Previous client",
  review: "Mark this client reviewed, or take it back",
  summary: "Show what was done this week",
  toList: "Back to the clients",
  issueDown: "Next issue",
  issueUp: "Issue before",
  issueSelect: "Select the issue in focus",
  issueFix: "Fix the issue in focus",
  issueReview: "Mark the issue in focus reviewed",
  issueOpen: "Open the issue's record in QuickBooks"
}

/** Names of keys that do not write what they are called. */
const caps: Readonly<Record<string, string>> = { ArrowDown: "\u2193", ArrowUp: "\u2191" }

/** The sheet that lists the keys. */
export const keys = {
  title: "Keyboard",
  does,
  places: { everywhere: "Everywhere", list: "Client list", client: "A client", hygiene: "Hygiene list" } satisfies Readonly<
    Record<CommandPlace, string>
  >,
  caps,
  single: "Single-key shortcuts",
  singleText: "Switches the keys that need no Ctrl or Command on or off on this device. They never act while you type."
} as const

export const palette = {
  open: "Search",
  title: "Search and actions",
  placeholder: "Type a client, a page or an action",
  results: "Found",
  opening: "Opening the search",
  looking: "Looking for clients",
  nothing: "Nothing fits. Try part of a name.",
  actions: "Actions",
  pages: "Pages",
  settingsPage: (page: string): string => `Settings, ${page}`,
  view: (name: string): string => `View, ${name}`,
  byId: (id: string): string => `Open the client with id ${id}`
} as const

export const states = {
  request: "Request",
  retry: "Retry",
  loading: (what: string): string => `Loading ${what}`,
  opening: "Opening Beep",
  offline: "No connection. What is shown was loaded before; changes need a connection.",
  failed: {
    offline: "There is no connection to Beep.",
    unauthenticated: "Your session has ended.",
    forbidden: "Your role does not allow this.",
    not_found: "This does not exist, or is not yours to see.",
    rate_limited: "Too many attempts in a short time.",
    reconnect: "QuickBooks needs to be reconnected.",
    too_large: "This file is too large.",
    invalid: "The request could not be used.",
    stale: "Somebody changed this first.",
    refused: "Email or password is not correct.",
    not_proved: "This is not correct.",
    step_up: "This needs a confirmation that it is you.",
    not_confirmed: "It was not confirmed that it is you.",
    second_factor: "A second factor is needed first.",
    factor_mandatory: "Your role needs a second factor.",
    weak_password: "This password is easy to guess.",
    link_closed: "This link no longer works.",
    no_mail: "This installation sends no mail.",
    no_issuer: "Signing in with another account is not available.",
    last_way_in: "This is the only way into your account.",
    already_there: "This is there already.",
    last_owner: "An organization needs at least one owner.",
    unavailable: "Beep could not answer right now.",
    unexpected: "Something went wrong on our side."
  },
  kept: "Nothing was changed. What was there before is kept.",
  keptShown: "What was loaded before is still shown.",
  notFoundTitle: "Nothing here",
  notFoundText: "This address does not exist, or it is not yours to see.",
  forbiddenText: "Ask an owner of your organization about your role.",
  backToClients: "All clients"
} as const
