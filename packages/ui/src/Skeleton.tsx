import { classes } from "./classes.ts"

/** One grey piece of a shape that is coming; sizes by class. The view says once, in words, what loads. */
export const Skeleton = ({ className }: { readonly className?: string }) => (
  <span aria-hidden="true" className={classes("skeleton block rounded-chip bg-track", className)} />
)
