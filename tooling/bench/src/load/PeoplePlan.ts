import { Schema } from "effect"

/** Each person goes through `reads` in turn, one every `everyMillis`. */
export const PeoplePlan = Schema.Struct({
  people: Schema.Array(
    Schema.Struct({
      cookie: Schema.String,
      reads: Schema.Array(Schema.Struct({ kind: Schema.String, url: Schema.String }))
    })
  ),
  everyMillis: Schema.Int,
  timeoutMillis: Schema.Int,
  seconds: Schema.Int
})
export type PeoplePlan = typeof PeoplePlan.Type

/** `millis` counts from the moment the question was due. */
export const PeopleResult = Schema.Struct({
  errors: Schema.Int,
  non2xx: Schema.Int,
  answers: Schema.Array(Schema.Struct({ kind: Schema.String, millis: Schema.Finite }))
})
export type PeopleResult = typeof PeopleResult.Type
