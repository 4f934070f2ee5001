import type { ComponentProps } from "react"
import { LabelledControl, type LabelProps } from "./LabelledControl.tsx"

export interface FieldProps extends ComponentProps<"input">, LabelProps {}

export const Field = ({ label, labelHidden = false, hint, error, className, id, ...rest }: FieldProps) => (
  <LabelledControl label={label} labelHidden={labelHidden} hint={hint} error={error} id={id} className={className}>
    {(control) => <input {...rest} {...control} />}
  </LabelledControl>
)
