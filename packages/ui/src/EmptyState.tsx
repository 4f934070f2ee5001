import type { ReactNode } from "react"

export interface EmptyStateProps {
  readonly title: string
  /** What will appear here. */
  readonly text: string
  /** The one action that makes it appear. */
  readonly action?: ReactNode
  readonly icon?: ReactNode
}

export const EmptyState = ({ title, text, action, icon }: EmptyStateProps) => (
  <div className="grid justify-items-center gap-2 px-4 py-12 text-center text-13">
    {icon === undefined ? null : (
      <span aria-hidden="true" className="text-muted">
        {icon}
      </span>
    )}
    <p className="font-semibold text-fg">{title}</p>
    <p className="max-w-80 text-balance text-muted">{text}</p>
    {action === undefined ? null : <div className="mt-2">{action}</div>}
  </div>
)
