import { Search } from "lucide-react"
import type { ComponentProps } from "react"
import { classes } from "./classes.ts"
import { Kbd } from "./Kbd.tsx"

export interface SearchFieldProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: string
  /** The key that moves focus here, shown at the end. */
  readonly shortcut?: string
}

export const SearchField = ({ label, shortcut, className, ...rest }: SearchFieldProps) => (
  <label
    className={classes(
      "inline-flex h-8 items-center gap-2 rounded-control border border-line-control bg-surface pr-1.5 pl-2 text-13 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus-ring",
      className
    )}
  >
    <span className="sr-only">{label}</span>
    <Search aria-hidden="true" className="size-4 shrink-0 text-muted" strokeWidth={1.5} />
    <input
      {...rest}
      type="search"
      aria-keyshortcuts={shortcut}
      className="min-w-0 flex-1 bg-transparent outline-0 [&::-webkit-search-cancel-button]:hidden"
    />
    {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
  </label>
)
