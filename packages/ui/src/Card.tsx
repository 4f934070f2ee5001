import { type ReactNode, useId } from "react"
import { classes } from "./classes.ts"

export interface CardProps {
  readonly title: string
  /** The card's figure, at the end of its head. */
  readonly figure?: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

export const Card = ({ title, figure, foot, children, className }: CardProps) => {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={classes("flex min-w-0 flex-col rounded-surface border border-line bg-surface", className)}
    >
      <div className="flex min-h-11 items-center gap-2 px-4">
        <h2 id={id} className="min-w-0 text-14 font-semibold">
          {title}
        </h2>
        {figure === undefined ? null : <div className="ml-auto text-14 font-semibold">{figure}</div>}
      </div>
      <div className="flex-1 px-4 pb-4">{children}</div>
      {foot === undefined ? null : (
        <div className="flex items-center gap-2 border-t border-line px-4 py-2 text-12 text-muted">{foot}</div>
      )}
    </section>
  )
}
