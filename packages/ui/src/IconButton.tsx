import type { ReactNode } from "react"
import { Button, type ButtonProps } from "./Button.tsx"
import { classes } from "./classes.ts"

export interface IconButtonProps extends Omit<ButtonProps, "children" | "asChild"> {
  /** The accessible name; the picture carries none. */
  readonly label: string
  readonly icon: ReactNode
}

export const IconButton = ({ label, icon, size = "small", variant = "quiet", className, ...rest }: IconButtonProps) => (
  <Button
    {...rest}
    variant={variant}
    size={size}
    aria-label={label}
    title={label}
    className={classes("px-0!", size === "small" ? "w-6" : "w-8", className)}
  >
    <span aria-hidden="true">{icon}</span>
  </Button>
)
