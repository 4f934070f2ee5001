import { DateTime } from "effect"
import type { Told } from "./Told.ts"

/** One notification per company, in the order in which they were first told of. */
export const legacyBody = (told: ReadonlyArray<Told>): string => {
  const realmIds = [...new Set(told.map(({ realmId }) => realmId))]
  return JSON.stringify({
    eventNotifications: realmIds.map((realmId) => ({
      realmId,
      dataChangeEvent: {
        entities: told
          .filter((one) => one.realmId === realmId)
          .map((one) => ({
            name: one.entity,
            id: one.id,
            operation: one.operation,
            lastUpdated: DateTime.formatIso(one.at),
            ...(one.deletedId === null ? {} : { deletedId: one.deletedId })
          }))
      }
    }))
  })
}

const past: Readonly<Record<Told["operation"], string>> = {
  Create: "created",
  Update: "updated",
  Delete: "deleted",
  Merge: "merged",
  Void: "voided",
  Emailed: "emailed"
}

export interface Identified {
  readonly eventId: string
  readonly told: Told
}

/** The sample in Intuit's CloudEvents README: lower-case entity, the company as `intuitaccountid`, no data. */
export const cloudEventsBody = (events: ReadonlyArray<Identified>): string =>
  JSON.stringify(
    events.map(({ eventId, told }) => ({
      specversion: "1.0",
      id: eventId,
      source: "intuit.beep-sandbox",
      type: `qbo.${told.entity.toLowerCase()}.${past[told.operation]}.v1`,
      datacontenttype: "application/json",
      time: DateTime.formatIso(told.at),
      intuitentityid: told.id,
      intuitaccountid: told.realmId,
      data: {}
    }))
  )
