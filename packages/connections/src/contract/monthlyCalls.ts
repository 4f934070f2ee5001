/** How often a client's company is asked, on an average day. */
export interface CallPlan {
  /** Change data capture on a schedule. */
  readonly changesPerDay: number
  /** Fetches that an event of Intuit's caused, after gathering the events of some seconds. */
  readonly fetchesPerDay: number
  readonly reportsPerNight: number
}

/** Events first, with change data capture six times a day as the net below (runway.md 6.3, 6.9). */
export const eventsFirst: CallPlan = { changesPerDay: 6, fetchesPerDay: 0, reportsPerNight: 2 }

/** Change data capture every fifteen minutes, without events. */
export const polling: CallPlan = { changesPerDay: 96, fetchesPerDay: 0, reportsPerNight: 2 }

/** Reads of a month of `days`, by what they are for. A call counts once, however much it answers. */
export const monthlyCalls = ({
  clients,
  days = 30,
  plan
}: {
  readonly clients: number
  readonly plan: CallPlan
  readonly days?: number
}): { readonly changes: number; readonly fetches: number; readonly reports: number; readonly total: number } => {
  const clientDays = clients * days
  const changes = clientDays * plan.changesPerDay
  const fetches = clientDays * plan.fetchesPerDay
  const reports = clientDays * plan.reportsPerNight
  return { changes, fetches, reports, total: changes + fetches + reports }
}
