import type { Feature } from "@beep/tenancy/contract/Feature"

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const features: Readonly<Record<Feature, { readonly name: string; readonly about: string }>> = {
  basic_ritual_only: {
    name: "Basic ritual only",
    about: "Shows figures and lists, without the calculators that compare and rank."
  },
  smart_features_enabled: { name: "Smart features", about: "Allows the calculators below for this organization." },
  "runway.insight": { name: "Insight", about: "Says what moved the runway since last week." },
  "runway.priority": { name: "Priority", about: "Ranks bills and invoices by what they change." },
  "runway.impact": { name: "Impact", about: "Shows what a decision does to the runway before it is made." },
  "qbo.write_back": { name: "Write to QuickBooks", about: "Sends what members order to QuickBooks." },
  "console.pay_now_record": { name: "Record payments", about: "Records payments from the console." },
  "email.digest": { name: "Digest by mail", about: "Mails the weekly digest to members who want it." },
  "webhooks.enabled": { name: "Announced changes", about: "Reads what QuickBooks announces as changed." },
  "evidence.language_model": {
    name: "Language model",
    about:
      "Shows messages of clients to the language model the operator configured, without numbers and addresses, to find more of what they say. Every find rests on their words."
  }
}

export const organization = {
  loading: "the organization",
  place: "Name and time zone",
  placeText: "The zone decides what today is for the firm. A client has a zone of its own.",
  name: "Name",
  zone: "Time zone",
  nameMissing: "Enter a name of up to 200 characters.",
  saved: "Saved.",
  thresholds: "Bands",
  thresholdsText: "Where red, yellow and green begin, in days of runway, for clients without thresholds of their own.",
  productOwn: "The product's own thresholds apply.",
  setOwn: "Set thresholds for the firm",
  backToOwn: "Use the product's own",
  red: "Red below, days",
  yellow: "Yellow below, days",
  critical: "Critical below, days",
  bandsMissing: "Enter whole days from 0 to 350: critical at most red, red below yellow.",
  retention: "Retention",
  retentionText: "How long things are kept. A legal hold stops every clock.",
  clientYears: "Documents, years",
  clientYearsHint: "After a client left.",
  auditYears: "Audit log, years",
  auditYearsHint: "From each entry on.",
  ledgerDays: "QuickBooks mirror, days",
  ledgerDaysHint: "After a client left.",
  retentionMissing: "Enter whole numbers: years from 1 to 99, days from 0 to 3,650.",
  hold: "Legal hold",
  holdText: "While it stands, nothing is deleted, whatever the retention says.",
  holdOff: "No legal hold stands.",
  holdSince: (when: string): string => `Stands since ${when}. Nothing is deleted.`,
  setHold: "Set a legal hold",
  liftHold: "Lift the legal hold",
  setHoldText: "Nothing of this organization is deleted from now on, until an owner lifts the hold.",
  liftHoldText: "The clocks of the retention run again from now on: what is past its time is deleted with the next run.",
  holding: "Saving",
  holdSet: "The legal hold stands.",
  holdLifted: "The legal hold is lifted.",
  none: "The product's own",
  problems: (count: number): string => `${counted(count, "entry needs", "entries need")} a look`
} as const

export const flags = {
  features,
  loading: "the features",
  text: "What your tier contains, and what an owner decided otherwise. Each decision has a reason and is in the audit log.",
  on: "On",
  off: "Off",
  byTier: (on: boolean): string => `By your tier: ${on ? "on" : "off"}`,
  decided: (reason: string): string => `Decided here: ${reason}`,
  until: (when: string): string => `until ${when}`,
  killed: "Stopped for everybody by the operator. Nothing here turns it on.",
  switchOn: "Switch on",
  switchOff: "Switch off",
  named: (action: string, feature: string): string => `${action}: ${feature}`,
  title: (action: string, feature: string): string => `${action}: ${feature}`,
  reason: "Reason",
  reasonHint: "Kept in the audit log.",
  reasonMissing: "Enter a reason of up to 500 characters.",
  end: "Until",
  endHint: "The last day. Empty: until changed.",
  submitting: "Saving",
  clear: "Back to the tier",
  cleared: (feature: string): string => `${feature} follows your tier again.`,
  saved: (feature: string, on: boolean): string => `${feature} is ${on ? "on" : "off"}.`
} as const

export const apiKeys = {
  loading: "the API keys",
  heading: "Keys",
  text: "A key lets a program read and add what it is given, for the clients chosen. It never signs in and never decides.",
  make: "Make a key",
  empty: "No API keys",
  emptyText: "Keys that are made appear here with what they may do and when they were last used.",
  name: "Name",
  nameHint: "What the key is for.",
  nameMissing: "Enter a name of up to 120 characters.",
  scopes: "May",
  scopesMissing: "Choose what the key may do.",
  clients: "Clients",
  clientsText: "The key reaches these and no others.",
  days: "Ends after",
  daysText: (days: number): string => counted(days, "day", "days"),
  submit: "Make the key",
  busy: "Making",
  madeTitle: (name: string): string => `The key "${name}"`,
  once: "Shown now and never again. Whoever has it can do what it may.",
  copy: "Copy the key",
  kept: "I have kept it",
  beginsWith: (prefix: string): string => `begins with ${prefix}`,
  ends: (when: string): string => `ends ${when}`,
  ended: (when: string): string => `ended ${when}`,
  revokedAt: (when: string): string => `revoked ${when}`,
  lastUsed: (age: string): string => (age === "just now" ? "used just now" : `last used ${age} ago`),
  neverUsed: "never used",
  revoke: "Revoke",
  revokeNamed: (name: string): string => `Revoke the key ${name}`,
  revoking: "Revoking",
  revokeTitle: (name: string): string => `Revoke the key ${name}`,
  revokeText: "Programs that use it are refused from now on. It cannot be brought back.",
  revoked: (name: string): string => `The key ${name} is revoked.`,
  showEnded: "Show ended and revoked",
  problems: (count: number): string => `${counted(count, "entry needs", "entries need")} a look`
} as const

export const auditLink = {
  log: "Audit log",
  logText: "Who saw and changed what stands with each client, under Audit.",
  toClients: "Choose a client",
  review: "Access review",
  reviewText:
    "Who can see what: each member with role, state, second factor, last use and every client, as a table. Made for the quarterly review.",
  download: "Download as CSV",
  busy: "Preparing",
  file: "beep-access-review.csv",
  done: "The access review is downloaded."
} as const
