/** Looking at a digest as it was known on an earlier day. */
export const past = {
  pick: "As known on",
  title: (day: string): string => `${day}, as it was known at the end of that day.`,
  text: "What was learned since is not in it. Nothing on this page changes.",
  back: "Back to now",
  notYet: (day: string): string => `${day} has not come yet`,
  notYetText: "The books cannot be known as of a day that is still to come.",
  bridge: "What changed since then"
} as const

export const activity = {
  title: "Activity",
  none: "Nobody did anything for this client yet.",
  noneThen: "Nobody had done anything for this client by then.",
  all: "Open Audit"
} as const

export const insight = {
  title: "Insights to consider",
  causes: "Causes of the change in runway",
  days: (days: string): string => `${days} days`,
  collections: "Overdue invoices, estimate by age",
  method: "Estimate: each open amount times the share that comes in at its age. Common shares, not those of this client.",
  group: (from: number, to: number | null, percent: number): string =>
    `${to === null ? `Over ${from - 1}` : `${from}\u2013${to}`} days over, ${percent} %`,
  expected: "Estimate of what comes in",
  none: "No change of the runway to explain."
} as const
