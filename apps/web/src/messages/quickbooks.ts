import type { AlarmLevel } from "@beep/connections/contract/callBudget"
import type { ConnectionStatus } from "@beep/connections/contract/Connection"
import type { TieOutOutcome } from "@beep/runway/contract/tieout/TieOutSection"

const whole = (count: number): string => count.toLocaleString("en-US")
const calls = (count: number): string => `${whole(count)} ${count === 1 ? "call" : "calls"}`

const connections: Readonly<Record<ConnectionStatus, string>> = {
  never: "Never connected",
  connected: "Connected",
  expiring: "Consent ends soon",
  needs_reconnect: "Needs reconnect",
  disconnected: "Disconnected",
  revoked: "Ended in QuickBooks",
  error: "Connection failed"
}

const outcomes: Readonly<Record<TieOutOutcome, string>> = {
  ties_out: "ties out",
  differs: "differs",
  not_compared: "not compared"
}

const reached: Readonly<Record<Exclude<AlarmLevel, "none">, string>> = {
  "60": "60 % of this month's budget is used, by all organizations of Beep together.",
  "80": "80 % of this month's budget is used, by all organizations of Beep together. At 100 % QuickBooks answers no more calls until next month.",
  "95": "95 % of this month's budget is used, by all organizations of Beep together. At 100 % QuickBooks answers no more calls until next month."
}

const expected: Readonly<Record<Exclude<AlarmLevel, "none">, string>> = {
  "60": "At this pace 60 % of the budget will be reached before the month ends.",
  "80": "At this pace 80 % of the budget will be reached before the month ends.",
  "95": "At this pace 95 % of the budget or more will be used before the month ends."
}

export const quickbooks = {
  title: "QuickBooks",
  sub: "Linked client by client, on the client's own pages. How many calls this month takes, and how each client stands.",
  loading: "the use of QuickBooks",
  loadingClients: "the clients",
  usage: "Calls this month",
  meter: (month: string): string => `Calls of ${month}`,
  used: (count: number, budget: number): string => `${whole(count)} of ${whole(budget)}`,
  percent: (share: number): string => {
    const text = share > 0 && share < 0.1 ? "less than 0.1" : share.toLocaleString("en-US", { maximumFractionDigits: 1 })
    return `${text} %`
  },
  mark: (percent: number): string => `${percent} %`,
  sentence: (month: string, count: number, share: string): string =>
    `Your organization has made ${calls(count)} to QuickBooks in ${month}, ${share} of the budget.`,
  projection: (count: number, share: string): string =>
    `At this pace it will be ${calls(count)} by the end of the month, ${share}.`,
  tooEarly: "What the month will take is said from its second day on.",
  writes: (count: number): string =>
    `${whole(count)} ${count === 1 ? "change was" : "changes were"} sent besides; they are not metered.`,
  asOf: (when: string): string => `Counted in calendar months of UTC, as of ${when}. Each try counts, as QuickBooks counts it.`,
  reached,
  expected,
  incident: "QuickBooks fails for many companies at this moment. What was read is kept; reading goes on by itself.",
  clients: "Clients",
  columns: { client: "Client", connection: "Connection", synced: "Last sync", compared: "Last comparison", calls: "Calls" },
  connections,
  outcomes,
  syncing: "Syncing",
  held: (until: string): string => `Paused until ${until}`,
  heldTitle: "QuickBooks failed for this company several times in a row. The next call goes out then.",
  never: "Never",
  ago: (age: string): string => (age === "just now" ? age : `${age} ago`),
  calls,
  none: "\u2013",
  empty: "No business client yet",
  emptyText: "Each client with books appears here with its calls, once one is assigned to you."
} as const
