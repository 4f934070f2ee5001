import type { ReactNode } from "react"

/** A filter that is on or off, with how many it would leave. */
export const Pill = ({
  pressed,
  count,
  onClick,
  children
}: {
  readonly pressed: boolean
  /** Left out where it is not counted. */
  readonly count?: number
  readonly onClick: () => void
  readonly children: ReactNode
}) => (
  <button
    type="button"
    aria-pressed={pressed}
    onClick={onClick}
    className="inline-flex h-7 items-center gap-1.5 rounded-control border border-line bg-surface px-2.5 text-13 font-medium whitespace-nowrap text-fg-2 hover:bg-hover aria-pressed:border-line-strong aria-pressed:bg-hover aria-pressed:text-fg"
  >
    {children}
    {count === undefined ? null : <span className="font-normal text-muted tabular-nums">{count}</span>}
  </button>
)
