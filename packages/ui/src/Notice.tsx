import type { ReactNode } from "react"
import { classes } from "./classes.ts"

export interface NoticeProps {
  readonly children: ReactNode
  readonly tone?: "plain" | "warn" | "bad"
  readonly icon: ReactNode
  readonly action?: ReactNode
  /** `alert` interrupts; `status` waits its turn. */
  readonly role?: "alert" | "status"
}

const tones = {
  plain: "border-line bg-sunken text-fg-2 [&>span:first-child]:text-muted",
  warn: "border-warn-line bg-warn-tint text-fg [&>span:first-child]:text-warn",
  bad: "border-danger-line bg-danger-tint text-fg [&>span:first-child]:text-danger"
} as const

export const Notice = ({ children, tone = "plain", icon, action, role }: NoticeProps) => (
  <div
    role={role}
    className={classes("flex flex-wrap items-start gap-x-2 gap-y-1 rounded-control border px-3 py-2 text-13", tones[tone])}
  >
    <span aria-hidden="true" className="mt-0.5 shrink-0 [&_svg]:size-4">
      {icon}
    </span>
    <div className="min-w-0 flex-1 basis-48">{children}</div>
    {action === undefined ? null : <div className="ml-auto shrink-0">{action}</div>}
  </div>
)
