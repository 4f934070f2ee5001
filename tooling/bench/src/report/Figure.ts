/** One line of the report. `target` is absent where a figure is information only. */
export interface Figure {
  readonly part: string
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Which of many it was, and what it was made of. */
  readonly note?: string
  readonly target?: { readonly atLeast: number } | { readonly atMost: number }
}

/** Undefined for information; a figure that is no number misses its target. */
export const isMet = ({ target, value }: Figure): boolean | undefined => {
  if (target === undefined) return undefined
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost
}
