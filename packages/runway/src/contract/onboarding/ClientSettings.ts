import { Schema } from "effect"
import { defaultSettings } from "../runway/RunwaySettings.ts"

export const DigestDay = Schema.Literals(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
export type DigestDay = typeof DigestDay.Type

const days = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 350 }))

/**
 * What a member may set per client: when its digest is due, in the client's zone, and the
 * cut points of the bands in days (runway.md 10.1).
 */
export const ClientSettings = Schema.Struct({
  digestDay: DigestDay,
  digestHour: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 23 })),
  redBelowDays: days,
  yellowBelowDays: days,
  criticalBelowDays: days
}).check(
  Schema.makeFilter(
    (settings) => settings.criticalBelowDays <= settings.redBelowDays && settings.redBelowDays < settings.yellowBelowDays,
    {
      expected: "critical at most red, and red below yellow"
    }
  )
)
export type ClientSettings = typeof ClientSettings.Type

export const defaultClientSettings: ClientSettings = {
  digestDay: "monday",
  digestHour: 6,
  redBelowDays: defaultSettings.redBelowDays,
  yellowBelowDays: defaultSettings.yellowBelowDays,
  criticalBelowDays: defaultSettings.criticalBelowDays
}
