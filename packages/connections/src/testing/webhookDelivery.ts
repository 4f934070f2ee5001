import { Effect, Layer } from "effect"
import { Mac, SecureRandom } from "effect/crypto"
import { Base64 } from "effect/encoding"

/** One change as Intuit tells it; what is left out is what most tests do not care about. */
export interface Change {
  readonly realmId: string
  readonly entity?: string
  readonly id?: string
  readonly operation?: string
  readonly at?: string
  readonly deletedId?: string
  /** Of the CloudEvents shape alone. */
  readonly eventId?: string
}

const when = "2026-03-04T05:06:07-08:00"

/** The older shape: changes gathered per company. */
export const legacyBody = (changes: ReadonlyArray<Change>): string =>
  JSON.stringify({
    eventNotifications: [...new Set(changes.map(({ realmId }) => realmId))].map((realmId) => ({
      realmId,
      dataChangeEvent: {
        entities: changes
          .filter((change) => change.realmId === realmId)
          .map(({ at = when, deletedId, entity = "Invoice", id = "1", operation = "Update" }) => ({
            name: entity,
            id,
            operation,
            lastUpdated: at,
            ...(deletedId === undefined ? {} : { deletedId })
          }))
      }
    }))
  })

/** The newer shape: a list of events, whose companies may differ. */
export const cloudEventsBody = (changes: ReadonlyArray<Change>): string =>
  JSON.stringify(
    changes.map(({ at = when, entity = "invoice", eventId = "event-1", id = "1", operation = "updated", realmId }) => ({
      specversion: "1.0",
      id: eventId,
      source: "intuit.test",
      type: `qbo.${entity}.${operation}.v1`,
      datacontenttype: "application/json",
      time: at,
      intuitentityid: id,
      intuitaccountid: realmId,
      data: {}
    }))
  )

/** `intuit-signature` of a body. */
export const signatureOf = (verifierToken: string, body: string): Effect.Effect<string> =>
  Effect.gen(function* () {
    const mac = yield* Mac.Mac
    const bytes = new TextEncoder()
    const key = yield* Mac.key(Mac.hmacSha256, bytes.encode(verifierToken))
    return Base64.encode(yield* mac.sign(key, bytes.encode(body)))
  }).pipe(Effect.orDie, Effect.provide(Mac.layerWebCrypto.pipe(Layer.provide(SecureRandom.layerWebCrypto))))
