import { Schema } from "effect"

/** Of every fault order: once `after` more of the calls it is about went through, the next `times` of them meet it. */
export const ordered = {
  times: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 })),
  after: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1000 })))
}

export interface Ordered {
  readonly times: number
  readonly after?: number
}
