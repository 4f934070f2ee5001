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
  dismiss: "Dismiss",
  close: "Close, Escape",
  demo: "Demo data",
  demoTitle: "Every client, message and figure in this organization is made up.",
  title: (page: string, name: string): string => `${page} \u00b7 ${name}`,
  keys: { move: "move", open: "open", why: "why", keys: "keys" }
} as const

interface KeyLine {
  readonly pressed: ReadonlyArray<string>
  readonly does: string
}

const list: ReadonlyArray<KeyLine> = [
  { pressed: ["?"], does: "This list" },
  { pressed: ["/"], does: "Search clients" },
  { pressed: ["\u2191", "\u2193"], does: "Move in the client list" },
  { pressed: ["Enter"], does: "Open the client or figure" },
  { pressed: ["w"], does: "Why? of the client or figure in focus" },
  { pressed: ["["], does: "Previous client" },
  { pressed: ["]"], does: "Next client" },
  { pressed: ["Esc"], does: "Close what is open" }
]

/** The sheet that lists the keys. */
export const keys = {
  title: "Keyboard",
  list,
  single: "Single-key shortcuts",
  singleText: "Switches ?, /, [ and ] on or off on this device. They never act while you type."
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
