const minutes = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? "" : ` ${seconds % 60} s`}`

const count = (of: number): string => of.toLocaleString("en-US")

/** Words of the weekly ritual: what is done this week, and the summary of a client's week. */
export const ritual = {
  mark: "Mark reviewed",
  reviewed: "Reviewed",
  marking: "Saving",
  reviewedBy: (by: string, when: string): string => `Reviewed by ${by}, ${when}`,
  marked: (name: string): string => `${name} is marked reviewed this week.`,
  takenBack: (name: string): string => `${name} is open again this week.`,
  notMarked: (name: string, why: string): string => `${name} was not changed. ${why}`,
  worked: "Worked on",
  open: "Not yet",
  week: "This week",
  progress: (reviewed: number, total: number): string => `${count(reviewed)} of ${count(total)} reviewed this week`,
  allDone: (total: number): string =>
    total === 1 ? "The one client is reviewed this week." : `All ${count(total)} clients are reviewed this week.`,
  workedOn: (worked: number): string => `${count(worked)} worked on`,
  spent: (p50: number, p90: number): string => `half of yours took ${minutes(p50)} or less, 9 in 10 took ${minutes(p90)} or less`,
  summary: "This week",
  summaryOf: (name: string): string => `${name}, this week`,
  loading: "Loading what was done this week",
  time: "Time with this client",
  firstView: "First looked at",
  lastAction: "Last change",
  none: "None this week",
  duration: (seconds: number): string => (seconds === 0 ? "No change yet, so nothing is measured" : minutes(seconds)),
  text: "Summary as text",
  copy: "Copy summary",
  copied: "Copied",
  notCopied: "The browser did not let Beep copy. Select the text and copy it.",
  heading: (name: string, monday: string): string => `${name}, week of ${monday}`,
  done: "Done this week",
  step: (what: string, times: number): string => `- ${what}${times === 1 ? "" : `, ${count(times)} times`}`,
  nothingDone: "- Nothing was changed.",
  asks: "Asks for attention"
} as const
