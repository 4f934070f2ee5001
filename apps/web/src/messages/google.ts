import type { GoogleAccountStatus } from "@beep/connections/contract/GoogleAccount"
import type { GoogleLinkError } from "@beep/connections/contract/GoogleLinkError"
import type { MailSyncError } from "@beep/evidence/contract/mail/MailSync"

const whole = (count: number): string => count.toLocaleString("en-US")
const messages = (count: number): string => `${whole(count)} ${count === 1 ? "message" : "messages"}`

const statuses: Readonly<Record<GoogleAccountStatus, string>> = {
  active: "Linked",
  needs_relink: "Needs reconnect",
  missing_scopes: "Permission missing",
  revoked: "Unlinked"
}

/** Google's scopes in words; a scope without words is shown as Google names it. */
const scopes: Readonly<Record<string, string>> = {
  openid: "Know which account it is",
  "https://www.googleapis.com/auth/userinfo.email": "See its address",
  "https://www.googleapis.com/auth/gmail.readonly": "Read mail; nothing is sent, changed or deleted"
}

const failures: Readonly<Record<GoogleLinkError, string>> = {
  denied: "You declined at Google. Nothing was linked.",
  not_completed: "The way to Google and back took too long, or was not finished. Nothing was changed; try again.",
  not_recognized: "The answer fits no request of yours. Nothing was changed; try again.",
  already_used: "This answer was used already. Look below whether the account is linked.",
  code_used: "Google no longer accepts its own answer. Nothing was changed; try again.",
  missing_scopes: "The account is linked, and not everything that reading mail needs was allowed.",
  different_account:
    "You picked another account at Google. It is linked beside the one you meant, which still waits to be reconnected.",
  linked_by_other: "A colleague linked this account already.",
  refused: "Google did not give a permission that lasts. Nothing was changed; try again.",
  unavailable: "Google did not answer. Nothing was changed; try again in a moment."
}

const errors: Readonly<Record<MailSyncError, string>> = {
  relink: "Google no longer takes the permission. What was read is kept; reconnect the account to go on.",
  missing_scopes: "The permission to read mail is missing. What was read is kept; allow it to go on.",
  rate_limited: "Google asked to slow down. What was read is kept; reading goes on by itself.",
  unavailable: "Google does not answer. What was read is kept; reading goes on by itself.",
  refused: "Google refuses this mailbox, for instance because its administrator closed it. What was read is kept."
}

/** Words of linked Google accounts, the reading of their mail, and what waits to be filed. */
export const google = {
  title: "Google",
  sub: "Accounts whose mail becomes documents of your clients. Mail is only read.",
  loading: "the Google accounts",
  none: "No Google account is linked",
  noneText: "Linked accounts appear here with what they allow and how far their mail is read.",
  link: "Link a Google account",
  leaving: "Opening Google",
  accounts: "Linked Google accounts",
  unnamed: "Account that cannot be named",
  statuses,
  scopeOf: (scope: string): string => scopes[scope] ?? scope,
  allowed: "Allowed",
  notAllowed: "Not allowed",
  since: (when: string): string => `linked ${when}`,
  byColleague: "linked by a colleague",
  lastRefresh: (age: string): string => `permission renewed ${age === "just now" ? age : `${age} ago`}`,
  active: "Active for the organization",
  activeLabel: "Active account",
  activeHint: "The mail of this account is read for the organization, every few minutes.",
  noActive: "None chosen",
  activated: "The active account is changed.",
  chooseFirst: "Choose which Google account to read.",
  unlink: "Unlink",
  unlinkNamed: (email: string): string => `Unlink ${email}`,
  unlinkTitle: (email: string): string => `Unlink ${email}?`,
  unlinkText: "The permission is given back at Google and nothing more is read.",
  unlinkKept: "Documents that were made from its mail stay. Linking the same account again goes on where it stopped.",
  unlinking: "Unlinking",
  unlinked: "The account is unlinked.",
  reconnect: "Reconnect Google",
  reconnectNamed: (email: string): string => `Reconnect Google for ${email}`,
  needMore: "Google needs more permission",
  needMoreText: "Reading mail needs what is missing here:",
  authorise: "Re-authorise at Google",
  failures,
  relinkFailed: "The account was not linked as asked.",
  linkedNow: "The account is linked.",
  sync: "Sync mail",
  syncNamed: (email: string): string => `Sync mail of ${email}`,
  progress: (email: string): string => `Mail of ${email}`,
  listing: (count: number): string => (count === 0 ? "Listing messages" : `Listing messages, ${whole(count)} so far`),
  fetching: (done: number, total: number): string => `${whole(done)} of ${messages(total)}`,
  never: "Its mail was never read.",
  ended: (count: number, age: string): string =>
    `${count === 0 ? "Nothing new" : messages(count)}, ${age === "just now" ? age : `${age} ago`}`,
  failedSome: (count: number): string => `${messages(count)} could not be kept.`,
  unfiledCount: (count: number): string => `${messages(count)} unfiled`,
  errors,
  syncEnded: (email: string): string => `The mail of ${email} is read.`,
  syncStopped: (email: string): string => `Reading the mail of ${email} stopped.`,
  unfiled: "Unfiled mail",
  unfiledSub:
    "Threads in which no known address takes part, or addresses of several clients. They feed nothing until somebody files them.",
  loadingUnfiled: "unfiled mail",
  unfiledNone: "Nothing waits to be filed",
  unfiledNoneText: "Threads that belong to no client you know by an address appear here.",
  unfiledMore: (shown: number, total: number): string => `The latest ${whole(shown)} of ${whole(total)} threads.`,
  noSubject: "No subject",
  waiting: (count: number): string => `${messages(count)} waiting`,
  latest: (when: string): string => `latest ${when}`,
  several: "Addresses of several clients take part.",
  partly: (client: string): string => `The rest of the thread is filed under ${client}.`,
  fileUnder: "File under",
  fileUnderNamed: (subject: string): string => `File "${subject}" under`,
  choose: "Choose a client",
  file: "File thread",
  fileNamed: (subject: string): string => `File thread "${subject}"`,
  filing: "Filing",
  filed: (client: string): string => `The thread is filed under ${client}.`,
  fileFailed: "The thread was not filed whole. What was filed stays.",
  aClient: "a client",
  household: "New household",
  householdSub: "A client whose mail is filed by the addresses it is known to write from.",
  name: "Name",
  addresses: "Known addresses",
  addressesHint: "One to a line.",
  addHousehold: "Add household",
  adding: "Adding",
  nameMissing: "Write the household's name.",
  addressWrong: (address: string): string => `${address} is not a mail address.`,
  problems: (count: number): string => (count === 1 ? "One field needs a look" : `${count} fields need a look`),
  added: (name: string): string => `${name} is added. Mail from its addresses is filed when it is next read.`
} as const
