import { type ReactNode, useId } from "react"
import { classes } from "./classes.ts"

export interface LabelProps {
  readonly label: string
  /** The label is said, but stands already beside the field, as in a table. */
  readonly labelHidden?: boolean
  readonly hint?: string | undefined
  /** Said by assistive technology together with the field. */
  readonly error?: string | undefined
}

/** What the control itself must carry to belong to its label and its note. */
export interface ControlProps {
  readonly id: string
  readonly "aria-invalid": true | undefined
  readonly "aria-describedby": string | undefined
  readonly className: string
}

interface Props extends LabelProps {
  readonly id: string | undefined
  readonly className: string | undefined
  readonly children: (control: ControlProps) => ReactNode
}

/** A label over a control, and under it the hint or what is wrong with the entry. */
export const LabelledControl = ({ label, labelHidden = false, hint, error, id: given, className, children }: Props) => {
  const own = useId()
  const id = given ?? own
  const noteId = `${id}-note`
  const note = error ?? hint
  const valid = error === undefined
  return (
    <div className={classes("grid content-start gap-1", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-13 font-medium text-fg-2"}>
        {label}
      </label>
      {children({
        id,
        "aria-invalid": valid ? undefined : true,
        "aria-describedby": note === undefined ? undefined : noteId,
        className: classes(
          "h-9 w-full min-w-0 rounded-control border bg-surface px-3 text-14 text-fg",
          valid ? "border-line-control" : "border-danger"
        )
      })}
      {note === undefined ? null : (
        <p id={noteId} className={classes("text-12", valid ? "text-muted" : "text-danger")}>
          {note}
        </p>
      )}
    </div>
  )
}
