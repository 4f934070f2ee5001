export type Operator = "=" | "<" | ">" | "<=" | ">=" | "LIKE" | "IN"

export interface Predicate {
  readonly field: string
  readonly op: Operator
  readonly values: ReadonlyArray<string>
}

export interface Query {
  readonly entity: string
  readonly count: boolean
  readonly where: ReadonlyArray<Predicate>
  readonly orderBy: { readonly field: string; readonly descending: boolean } | null
  readonly startPosition: number
  readonly maxResults: number
}

export const pageLimits = { default: 100, max: 1000 } as const
