import type { ReactNode } from "react"
import { classes } from "./classes.ts"

/** Lines of a card: a name that truncates, something in between, a figure that never does. */
export const Rows = ({ children }: { readonly children: ReactNode }) => <ul className="text-13">{children}</ul>

export interface RowProps {
  readonly name: ReactNode
  readonly detail?: ReactNode
  readonly when?: ReactNode
  readonly amount?: ReactNode
  readonly quiet?: boolean
  /** A sentence in place of a name: it wraps instead of being cut. */
  readonly wrap?: boolean
}

export const Row = ({ name, detail, when, amount, quiet = false, wrap = false }: RowProps) => (
  <li className={classes("flex items-baseline gap-2 border-t border-line py-1.5", quiet && "text-muted")}>
    <span className={classes("min-w-0 flex-1", !wrap && "truncate")}>
      {name}
      {detail === undefined ? null : <span className="text-muted"> {detail}</span>}
    </span>
    {when === undefined ? null : <span className="text-right whitespace-nowrap text-muted tabular-nums">{when}</span>}
    {amount === undefined ? null : <span className="min-w-19 text-right whitespace-nowrap tabular-nums">{amount}</span>}
  </li>
)
