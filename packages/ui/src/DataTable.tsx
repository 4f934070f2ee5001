import type { ComponentProps, ReactNode } from "react"
import { classes } from "./classes.ts"

/** A table in a named region that scrolls sideways on its own, so that the page never does. */
export const DataTable = ({
  label,
  children,
  className
}: {
  readonly label: string
  readonly children: ReactNode
  readonly className?: string
}) => (
  <div role="region" aria-label={label} tabIndex={0} className="relative overflow-x-auto border-t border-line">
    <table className={classes("w-full border-separate border-spacing-0 text-13", className)}>{children}</table>
  </div>
)

export const HeadCell = ({ numeric = false, className, ...rest }: ComponentProps<"th"> & { readonly numeric?: boolean }) => (
  <th
    scope="col"
    {...rest}
    className={classes(
      "h-8 border-b border-line bg-surface px-2 text-12 font-medium whitespace-nowrap text-muted first:pl-6 last:pr-6",
      numeric ? "text-right" : "text-left",
      className
    )}
  />
)

export const Cell = ({ numeric = false, className, ...rest }: ComponentProps<"td"> & { readonly numeric?: boolean }) => (
  <td
    {...rest}
    className={classes(
      "h-(--row-height) border-b border-line px-2 first:pl-6 last:pr-6",
      numeric && "text-right whitespace-nowrap tabular-nums",
      className
    )}
  />
)

/** A heading across the table: a word, how many, and an optional action at the end. */
export const GroupRow = ({
  name,
  count,
  columns,
  action
}: {
  readonly name: string
  readonly count: number
  readonly columns: number
  readonly action?: ReactNode
}) => (
  <tr>
    <th
      scope="rowgroup"
      colSpan={columns}
      className="h-7 border-b border-line bg-sunken px-6 text-left text-12 font-medium text-fg-2"
    >
      {name}
      <span className="ml-1 font-normal text-muted tabular-nums">{count}</span>
      {action === undefined ? null : <span className="float-right">{action}</span>}
    </th>
  </tr>
)
