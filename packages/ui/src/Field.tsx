import { type ComponentProps, useId } from "react"
import { classes } from "./classes.ts"

export interface FieldProps extends ComponentProps<"input"> {
  readonly label: string
  readonly hint?: string
  /** Said by assistive technology together with the field. */
  readonly error?: string | undefined
}

export const Field = ({ label, hint, error, className, id: given, ...rest }: FieldProps) => {
  const own = useId()
  const id = given ?? own
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={classes("grid content-start gap-1", className)}>
      <label htmlFor={id} className="text-13 font-medium text-fg-2">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : noteId}
        className={classes(
          "h-9 w-full rounded-control border bg-surface px-3 text-14 text-fg",
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
