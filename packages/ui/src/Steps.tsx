import { Check } from "lucide-react"
import { classes } from "./classes.ts"

export interface StepsProps {
  readonly label: string
  readonly steps: ReadonlyArray<string>
  /** Position of the step at hand; past the last one when all are done. */
  readonly current: number
  /** Said after the name of a step that is done. */
  readonly doneLabel: string
}

/** Where a person is in a fixed order of steps. */
export const Steps = ({ label, steps, current, doneLabel }: StepsProps) => (
  <ol aria-label={label} className="flex flex-col gap-3 text-13 max-md:flex-row max-md:flex-wrap max-md:gap-x-3 max-md:gap-y-2">
    {steps.map((name, index) => {
      const isDone = index < current
      const isNow = index === current
      return (
        <li
          key={name}
          aria-current={isNow ? "step" : undefined}
          className={classes("flex items-center gap-2", isNow ? "font-semibold text-fg" : isDone ? "text-fg-2" : "text-muted")}
        >
          <span
            aria-hidden="true"
            className={classes(
              "inline-flex size-5 shrink-0 items-center justify-center rounded-full border text-12 tabular-nums [&_svg]:size-3",
              isNow ? "border-brand bg-brand text-brand-fg" : "border-line-control bg-surface"
            )}
          >
            {isDone ? <Check strokeWidth={2} /> : index + 1}
          </span>
          <span className={classes(!isNow && "max-md:sr-only")}>{name}</span>
          {isDone ? <span className="sr-only">, {doneLabel}</span> : null}
        </li>
      )
    })}
  </ol>
)
