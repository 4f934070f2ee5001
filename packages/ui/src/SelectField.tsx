import type { ComponentProps } from "react"
import { LabelledControl, type LabelProps } from "./LabelledControl.tsx"

export interface SelectFieldProps extends ComponentProps<"select">, LabelProps {}

/** One of a closed list, in the browser's own control. */
export const SelectField = ({ label, labelHidden = false, hint, error, className, id, ...rest }: SelectFieldProps) => (
  <LabelledControl label={label} labelHidden={labelHidden} hint={hint} error={error} id={id} className={className}>
    {(control) => <select {...rest} {...control} />}
  </LabelledControl>
)
