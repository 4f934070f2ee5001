import type { Band } from "./BandLabel.tsx"
import { classes } from "./classes.ts"
import { fillOf, positionOf, scaleDays } from "./runway-scale.ts"

export interface RunwayBarProps {
  readonly state: "covered" | "overdrawn" | "not_burning" | "unknown"
  readonly band: Band
  /** Whole days; null when the state has none. */
  readonly days: number | null
  /** What the bar measures, "Runway of Northlight Marketing". */
  readonly label: string
  /** State, days, date, band word and payroll status in words. */
  readonly valueText: string
  readonly size?: "mini" | "full"
  /** A marker on the same axis, `inDays` from the as-of date; full size only. */
  readonly payroll?: { readonly label: string; readonly inDays: number } | undefined
  /** Words under the axis; full size only. */
  readonly ticks?: { readonly zero: string; readonly low: string; readonly high: string }
}

const fills: Readonly<Record<Band, string>> = {
  red: "bg-band-red-bar",
  yellow: "bg-band-yellow-bar",
  green: "bg-band-green-bar",
  neutral: "bg-band-neutral-bar"
}

const lowDays = 35

export const RunwayBar = ({ state, band, days, label, valueText, size = "mini", payroll, ticks }: RunwayBarProps) => {
  const full = size === "full"
  const height = full ? "h-3 rounded-chip" : "h-1.5 rounded-[3px]"
  const known = state === "covered" || state === "overdrawn"
  const shown = days ?? 0
  const bar = known ? (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={scaleDays}
      aria-valuenow={Math.min(Math.max(shown, 0), scaleDays)}
      aria-valuetext={valueText}
      className={classes("relative bg-track", height)}
    >
      {state === "overdrawn" ? (
        <span data-bar-fill className="absolute -top-[3px] -bottom-[3px] left-0 w-0.5 bg-band-red-bar" />
      ) : (
        <span
          data-bar-fill
          className={classes("absolute inset-y-0 left-0", height, fills[band])}
          style={{ width: `${fillOf(shown)}%` }}
        />
      )}
      <span
        className={classes("absolute w-px bg-line-control", full ? "top-0 -bottom-1" : "-top-[3px] -bottom-[3px]")}
        style={{ left: `${positionOf(lowDays)}%` }}
      />
    </div>
  ) : (
    <div
      role="img"
      aria-label={`${label}: ${valueText}`}
      className={classes("border border-line-control", height, state === "unknown" && "border-dashed")}
    />
  )
  if (!full) return bar
  return (
    <div className={classes("relative", payroll === undefined ? "mt-4" : "mt-8", known ? "mb-7" : "mb-4")}>
      {bar}
      {known && payroll !== undefined ? (
        <span
          aria-hidden="true"
          className="absolute -top-2 h-6 w-0.5 -translate-x-1/2 bg-fg"
          style={{ left: `${positionOf(payroll.inDays)}%` }}
        >
          <span
            className={classes(
              "absolute bottom-full text-12 font-medium whitespace-nowrap",
              payroll.inDays > scaleDays * 0.7 ? "right-0" : "left-0"
            )}
          >
            {payroll.label}
          </span>
        </span>
      ) : null}
      {ticks === undefined || !known ? null : (
        <div aria-hidden="true" className="text-12 text-muted">
          <span className="absolute top-4 left-0 max-sm:hidden">{ticks.zero}</span>
          <span className="absolute top-4 -translate-x-1/2 whitespace-nowrap" style={{ left: `${positionOf(lowDays)}%` }}>
            {ticks.low}
          </span>
          <span className="absolute top-4 right-0">{ticks.high}</span>
        </div>
      )}
    </div>
  )
}
