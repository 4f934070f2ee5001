import type { ReactNode } from "react"
import { classes } from "./classes.ts"

/** A short fact with a small picture: connected, tied out, stale. */
export const Mark = ({
  icon,
  tone = "plain",
  children
}: {
  readonly icon: ReactNode
  readonly tone?: "plain" | "ok" | "warn" | "bad"
  readonly children: ReactNode
}) => (
  <span
    className={classes(
      "inline-flex items-center gap-1 whitespace-nowrap [&_svg]:size-3.5",
      tone === "bad" ? "text-danger" : tone === "warn" ? "text-warn" : "text-fg-2"
    )}
  >
    <span aria-hidden="true" className={classes(tone === "ok" ? "text-success" : tone === "plain" ? "text-muted" : undefined)}>
      {icon}
    </span>
    {children}
  </span>
)
