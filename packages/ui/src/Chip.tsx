import type { ReactNode } from "react"
import { classes } from "./classes.ts"

export type ChipTone = "plain" | "info" | "ok" | "warn" | "alert" | "brand"

export interface ChipProps {
  readonly children: ReactNode
  /** `warn` and `alert` raise attention; `ok` says that a check holds; `info` is outlined only. */
  readonly tone?: ChipTone
  readonly size?: "normal" | "large"
  readonly icon?: ReactNode
  readonly title?: string
}

const tones: Readonly<Record<ChipTone, string>> = {
  plain: "border-line bg-sunken font-medium text-fg-2",
  info: "border-line text-muted",
  ok: "border-line bg-sunken font-medium text-success",
  warn: "border-warn-line bg-warn-tint font-medium text-warn",
  alert: "border-danger-line bg-danger-tint font-medium text-danger",
  brand: "border-brand-line bg-brand-tint font-medium text-brand-text"
}

export const Chip = ({ children, tone = "plain", size = "normal", icon, title }: ChipProps) => (
  <span
    title={title}
    className={classes(
      "inline-flex min-w-0 items-center gap-1 whitespace-nowrap rounded-chip border text-12 tabular-nums [&_svg]:size-3",
      size === "large" ? "h-6 px-2" : "h-5 px-1.5",
      tones[tone]
    )}
  >
    {icon === undefined ? null : <span aria-hidden="true">{icon}</span>}
    {children}
  </span>
)
