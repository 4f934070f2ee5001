import { type ComponentProps, useId } from "react"
import { classes } from "./classes.ts"

export interface SelectFieldProps extends ComponentProps<"select"> {
  readonly label: string
  /** The label is said, but stands already beside the field, as in a table. */
  readonly labelHidden?: boolean
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** One of a closed list, in the browser's own control. */
export const SelectField = ({ label, labelHidden = false, hint, error, className, id: given, ...rest }: SelectFieldProps) => {
  const own = useId()
  const id = given ?? own
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={classes("grid content-start gap-1", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-13 font-medium text-fg-2"}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : noteId}
        className={classes(
          "h-9 w-full min-w-0 rounded-control border bg-surface px-3 text-14 text-fg",
          error === undefined ? "border-line-control" : "border-danger"
        )}
      />
      {note === undefined ? null : (
        <p id={noteId} className={classes("text-12", error === undefined ? "text-muted" : "text-danger")}>
          {note}
        </p>
      )}
    </div>
  )
}
