import { classes } from "./classes.ts"

export interface BudgetMark {
  /** Percent of the budget. */
  readonly at: number
  readonly label: string
}

export interface BudgetBarProps {
  /** What is measured, "Calls of this month". */
  readonly label: string
  /** Used and expected in words: what the picture shows. */
  readonly valueText: string
  /** Percent of the budget that is used. */
  readonly used: number
  /** Percent expected by the end of the period; null when nothing can be said yet. */
  readonly expected: number | null
  /** Levels at which somebody is told. */
  readonly marks: ReadonlyArray<BudgetMark>
  readonly tone?: "plain" | "warn" | "bad"
}

const fills = { plain: "bg-graphic", warn: "bg-warn", bad: "bg-danger" } as const

const within = (percent: number): number => Math.min(Math.max(percent, 0), 100)

/** How much of a budget is used: filled; and how much will be: hatched. What goes beyond it fills the track, and the words say by how much. */
export const BudgetBar = ({ label, valueText, used, expected, marks, tone = "plain" }: BudgetBarProps) => (
  <div className="relative mt-1 mb-6">
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(within(used) * 10) / 10}
      aria-valuetext={valueText}
      className="relative h-3 overflow-hidden rounded-chip bg-track"
    >
      {expected === null ? null : (
        <span data-expected className="hatched absolute inset-y-0 left-0" style={{ width: `${within(expected)}%` }} />
      )}
      <span
        data-used
        className={classes("absolute inset-y-0 left-0", fills[tone])}
        style={{ width: used > 0 ? `max(${within(used)}%, 2px)` : "0" }}
      />
      {marks.map(({ at }) => (
        <span key={at} className="absolute inset-y-0 w-px bg-line-control" style={{ left: `${at}%` }} />
      ))}
    </div>
    <div aria-hidden="true" className="text-12 text-muted tabular-nums">
      {marks.map(({ at, label: text }) => (
        <span key={at} className="absolute top-4 -translate-x-1/2 whitespace-nowrap" style={{ left: `${at}%` }}>
          {text}
        </span>
      ))}
    </div>
  </div>
)
