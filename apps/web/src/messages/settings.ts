import type { Browser, System } from "@beep/tenancy/contract/Agent"

const browsers: Readonly<Record<typeof Browser.Type, string>> = {
  firefox: "Firefox",
  edge: "Edge",
  opera: "Opera",
  chrome: "Chrome",
  safari: "Safari",
  command_line: "Command line",
  other: "Another program"
}

const systems: Readonly<Record<typeof System.Type, string>> = {
  android: "Android",
  ios: "iOS",
  windows: "Windows",
  macos: "macOS",
  linux: "Linux",
  other: "unknown system"
}

export const settings = {
  title: "Settings",
  pageTitle: (page: string): string => `Settings, ${page}`,
  within: (page: string): string => `, ${page}`,
  pages: {
    profile: "Profile",
    security: "Security",
    notifications: "Notifications",
    members: "Members",
    assignments: "Assignments",
    roles: "Roles",
    features: "Features",
    organization: "Organization",
    connections: "Connections",
    keys: "API keys",
    audit: "Audit"
  },
  about: {
    profile: "Your name and the address you sign in with",
    security: "Password, second factor, sessions",
    notifications: "What is mailed to you, and when",
    members: "Who is in, and who is invited",
    assignments: "Who sees which client, from when until when",
    roles: "What each role may do",
    features: "What is switched on for your organization",
    organization: "Name, time zone, thresholds, retention",
    connections: "Where QuickBooks is linked",
    keys: "Access for programs",
    audit: "Who saw and changed what, and who can see what"
  },
  groups: { you: "You", organization: "Your organization" },
  loading: (page: string): string => page.toLowerCase(),
  save: "Save",
  saving: "Saving",
  cancel: "Cancel",
  saved: "Saved.",
  changedElsewhere: "Somebody changed this first",
  what: "What",
  theirs: "There now",
  yours: "You entered",
  takeTheirs: "Keep what is there",
  putYours: "Save mine over it"
} as const

export const profile = {
  name: "Name",
  nameHint: "As your colleagues see it.",
  nameMissing: "Enter a name of up to 120 characters.",
  nameSaved: "Your name is saved.",
  address: "Email",
  addressNow: (email: string): string => `You sign in with ${email}.`,
  newAddress: "New email address",
  newAddressHint: "A link goes there. Nothing changes before it is followed.",
  send: "Send the link",
  sending: "Sending",
  sent: (minutes: number): string =>
    `A link is on its way to the new address. It works once and for ${minutes} minutes; until then you sign in as before.`,
  role: "Role",
  organization: "Organization"
} as const

export const security = {
  loading: "how you sign in",
  password: "Password",
  passwordChanged: (when: string): string => `Last changed ${when}.`,
  passwordElsewhere: "You sign in elsewhere and have no password here.",
  change: "Change password",
  current: "Password of now",
  currentMissing: "Enter the password you sign in with now.",
  changeText: "Your other sessions end with it; this one stays.",
  submit: "Change the password",
  changing: "Changing",
  changed: "Your password is changed. Your other sessions have ended.",
  wrong: "The password of now is not correct.",
  factor: "Second factor",
  factorOn: (when: string): string => `On since ${when}.`,
  factorOff: "Off. A stolen password alone would open your account.",
  factorDemo:
    "This is a demo sign-in: it skipped the second factor your role needs. Setting one up makes the next sign-in ask for it.",
  mandatory: "Your role needs one; it can be replaced and not removed.",
  setUp: "Set up a second factor",
  replace: "Replace the app",
  remove: "Remove",
  removeTitle: "Remove the second factor",
  removeText: "The sign-in asks for the password alone from then on, and the backup codes stop working. You are told by mail.",
  removing: "Removing",
  removed: "The second factor is removed.",
  codesLeft: (left: number): string =>
    left === 0 ? "No backup code is left." : left === 1 ? "1 backup code is left." : `${left} backup codes are left.`,
  newCodes: "Make new backup codes",
  newCodesText: "The codes of before stop working.",
  makingCodes: "Making",
  sessions: "Sessions",
  sessionsText: "Where you are signed in. A session that is not used ends by itself.",
  sessionsLoading: "your sessions",
  thisOne: "This session",
  agent: (browser: typeof Browser.Type, system: typeof System.Type): string => `${browsers[browser]} on ${systems[system]}`,
  signedIn: (when: string): string => `Signed in ${when}`,
  seen: (age: string): string => (age === "just now" ? "active just now" : `active ${age} ago`),
  strengths: { password: "password alone", full: "with a second factor", demo: "demo, no second factor" },
  revoke: "End",
  revokeNamed: (what: string): string => `End the session: ${what}`,
  revoked: "The session has ended.",
  others: "End all other sessions",
  othersDone: "All other sessions have ended.",
  everywhere: "Sign out everywhere",
  everywhereTitle: "Sign out everywhere",
  everywhereText: "Every session of your account ends now, this one too. You sign in again."
} as const

export const notifications = {
  heading: "What is mailed to you",
  to: (email: string): string => `Everything goes to ${email}.`,
  always: "Always sent",
  alwaysText: "Mail about your account cannot be switched off: it is how you learn of a change that was not yours.",
  kinds: [
    "Your password was changed, or a link to set one was asked for",
    "A second factor was added or removed",
    "Your mail address is to change, or was changed"
  ],
  loading: "what is mailed to you",
  digest: "Digest",
  digestText: "Once a week, at the day and hour set with each client.",
  weekly: "Mail me the weekly digest",
  weeklyOn: "The weekly digest will be mailed to you.",
  weeklyOff: "The weekly digest will not be mailed to you.",
  changeAddress: "Change the address"
} as const
