import { registered } from "./registered.ts"

/** Predicates of which a thing has one value at a time: what was said last holds. */
export const oneAtATime: ReadonlySet<string> = new Set(
  registered.flatMap(({ links, values }) =>
    [...links, ...values].filter((one) => one.functional).map(({ predicate }) => predicate)
  )
)
