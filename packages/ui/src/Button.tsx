import { Slot } from "radix-ui"
import type { ComponentProps } from "react"
import { classes } from "./classes.ts"

export interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` is the one filled button in view. */
  readonly variant?: "primary" | "default" | "quiet"
  readonly size?: "normal" | "small"
  /** Gives the look to the only child, a link for instance. */
  readonly asChild?: boolean
  /** Unavailable but still reachable, so that its reason can be read. */
  readonly unavailable?: boolean
}

const variants = {
  primary: "border-brand bg-brand text-brand-fg hover:bg-brand-hover",
  default: "border-line-strong bg-surface text-fg hover:bg-hover [&_svg]:text-muted",
  quiet: "border-transparent text-fg-2 hover:bg-hover [&_svg]:text-muted"
} as const

const sizes = {
  normal: "h-8 gap-1.5 px-3 text-13",
  small: "h-6 gap-1.5 px-2 text-12"
} as const

export const Button = ({
  variant = "default",
  size = "normal",
  asChild = false,
  unavailable = false,
  className,
  onClick,
  ...rest
}: ButtonProps) => {
  const Element = asChild ? Slot.Root : "button"
  return (
    <Element
      {...(asChild ? {} : { type: "button" as const })}
      {...rest}
      {...(unavailable ? { "aria-disabled": true } : { onClick })}
      className={classes(
        "inline-flex items-center justify-center whitespace-nowrap rounded-control border font-medium transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
        sizes[size],
        unavailable ? "cursor-default border-line bg-sunken text-muted" : variants[variant],
        className
      )}
    />
  )
}
