import { Schema } from "effect"

/** The defaults of runway.md 10.1; a client may override the cut points of the bands. */
export const RunwaySettings = Schema.Struct({
  redBelowDays: Schema.Int,
  yellowBelowDays: Schema.Int,
  criticalBelowDays: Schema.Int,
  apHorizonDays: Schema.Int.check(Schema.isBetween({ minimum: 7, maximum: 60 })),
  burnWindowDays: Schema.Int.check(Schema.isGreaterThan(0)),
  arInclusion: Schema.Literals(["none", "not_due_only", "up_to_90", "all"]),
  burnBasis: Schema.Literals(["gross", "net"]),
  staleAfterHours: Schema.Int
})
export type RunwaySettings = typeof RunwaySettings.Type

/** With `up_to_90`, an invoice counts until this many days past due. */
export const arMaxOverdueDays = 90

export const defaultSettings: RunwaySettings = {
  redBelowDays: 30,
  yellowBelowDays: 60,
  criticalBelowDays: 7,
  apHorizonDays: 30,
  burnWindowDays: 90,
  arInclusion: "up_to_90",
  burnBasis: "gross",
  staleAfterHours: 24
}
