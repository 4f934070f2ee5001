import type { ComponentProps } from "react"
import { classes } from "./classes.ts"

export interface FigureProps extends Omit<ComponentProps<"button">, "children"> {
  /** The formatted amount. */
  readonly value: string
  /** Its name for those who do not see the place it stands in, "Cash, $23,060.75. Why?". */
  readonly label?: string
  /** Opens the derivation; a figure without one is plain text. */
  readonly onOpen?: (() => void) | undefined
  readonly open?: boolean
}

/** A tabular figure. The dotted underline says that it opens to what it rests on. */
export const Figure = ({ value, label, onOpen, open = false, className, ...rest }: FigureProps) =>
  onOpen === undefined ? (
    <span className={classes("whitespace-nowrap tabular-nums", className)}>{value}</span>
  ) : (
    <button
      type="button"
      {...rest}
      data-figure=""
      aria-label={label}
      aria-keyshortcuts="w"
      aria-expanded={open}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === "w" && !event.metaKey && !event.ctrlKey && !event.altKey) {
          event.preventDefault()
          onOpen()
        }
      }}
      className={classes(
        "min-h-6 rounded-chip whitespace-nowrap underline decoration-line-control decoration-dotted decoration-1 underline-offset-4 tabular-nums hover:decoration-brand-text hover:decoration-solid",
        className
      )}
    >
      {value}
    </button>
  )
