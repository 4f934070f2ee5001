import { flowEvents, type Horizon, horizons } from "@beep/runway/contract/hygiene/flowEvents"
import type { HygieneIssue, IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { Tray } from "@beep/runway/contract/hygiene/Tray"
import { addDays } from "@beep/kernel/LocalDate"
import { Flowband } from "@beep/ui/Flowband"
import { Pill } from "@beep/ui/Pill"
import { useId } from "react"
import { flow } from "../../messages/flow.ts"
import { calendarDay } from "../../shell/times.ts"
import { flowPills, flowSummary } from "./flowPills.ts"

/** The coming weeks: what is wrong where, and what is due. A pill leads to its issue; a document has nothing more to say here. */
export const FlowCard = ({
  tray,
  issues,
  weeks,
  asList,
  onWeeks,
  onIssue
}: {
  readonly tray: Tray
  readonly issues: ReadonlyArray<HygieneIssue>
  readonly weeks: Horizon
  readonly asList: boolean
  readonly onWeeks: (weeks: Horizon) => void
  readonly onIssue: (issueId: IssueId) => void
}) => {
  const id = useId()
  const events = flowEvents({ ...tray, issues }, weeks)
  const summary = `${flowSummary(events)}. ${flow.legend(tray.currency)}`
  const open = (pill: string) => {
    const event = events.find((one) => one.id === pill)
    if (event?.kind === "issue") onIssue(event.issueId)
  }
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-surface border border-line bg-surface">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
        <h2 id={id} className="text-14 font-semibold">
          {flow.title(weeks)}
        </h2>
        <p className="min-w-0 text-12 text-muted">{summary}</p>
        <div role="group" aria-label={flow.horizon} className="ml-auto flex gap-1">
          {horizons.map((choice) => (
            <Pill key={choice} pressed={choice === weeks} onClick={() => onWeeks(choice)}>
              {flow.weeks(choice)}
            </Pill>
          ))}
        </div>
      </div>
      <Flowband
        label={flow.title(weeks)}
        summary={summary}
        days={weeks * 7}
        weeks={Array.from({ length: weeks }, (_, week) => calendarDay(addDays(tray.asOfDate, week * 7), tray.asOfDate))}
        early={flow.early}
        pills={flowPills(events, tray.asOfDate)}
        asList={asList}
        onOpen={open}
      />
    </section>
  )
}
