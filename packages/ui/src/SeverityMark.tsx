import { classes } from "./classes.ts"

export type SeverityTone = "critical" | "high" | "medium" | "low"

const bars: Readonly<Record<Exclude<SeverityTone, "critical">, number>> = { high: 3, medium: 2, low: 1 }
const heights = ["h-1", "h-2", "h-3"] as const

/** How severe, by shape: a mark of exclamation, or one to three bars. The word stands beside it, or is `label`. */
export const SeverityMark = ({ severity, label }: { readonly severity: SeverityTone; readonly label?: string }) => (
  <span className="inline-flex shrink-0 items-center">
    {severity === "critical" ? (
      <span
        aria-hidden="true"
        className="grid size-3.5 place-items-center rounded-chip bg-danger text-12 leading-none font-semibold text-surface"
      >
        !
      </span>
    ) : (
      <span aria-hidden="true" className="inline-flex h-3.5 w-3.5 items-end justify-center gap-px">
        {heights.map((height, at) => (
          <i
            key={height}
            className={classes("w-1 rounded-[1px]", height, at < bars[severity] ? "bg-graphic" : "bg-line-strong")}
          />
        ))}
      </span>
    )}
    {label === undefined ? null : <span className="sr-only">{label}</span>}
  </span>
)
