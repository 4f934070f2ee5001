/**
 * Of eleven messages in five threads, quoted text left out. Counted by hand; only of "John Thompson plans to convert
 * $50,000" a reader might say that it is a plan and no task.
 */
export const thompsonExpected = {
  /** The subject a thread bears last, and how many messages it holds. */
  threads: [
    ["Fwd: Schwab year-end statement", 1],
    ["Re: A fund my brother-in-law likes", 2],
    ["Re: Graduation and my first IRA", 2],
    ["Re: Roth conversion and a date", 3],
    ["Re: Thompson: Form 8606 and the RMD worksheet", 3]
  ],
  documents: 11,
  entities: { Household: 1, Client: 3, Person: 3, Account: 2, LifeEvent: 3, Meeting: 1, ActionItem: 18, CompliancePhrase: 1 },
  relations: {
    belongsToHousehold: 3,
    ownsAccount: 1,
    experiencedEvent: 3,
    hasActionItem: 16,
    assignedTo: 17,
    concernsAccount: 2,
    attends: 2,
    wrote: 1
  }
}

export const counted = (of: ReadonlyArray<string>): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(of, (one) => one)].map(([one, all]) => [one, all.length]))
