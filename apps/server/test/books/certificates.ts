import type { ClientId } from "@beep/kernel/ids"
import { TieOutCertificate, TieOutStanding } from "@beep/runway/contract/tieout/TieOutCertificate"
import { Effect, Schema } from "effect"
import { call } from "../http.ts"
import type { Session } from "./connect.ts"

export const standing = (session: Session, clientId: ClientId) =>
  Effect.flatMap(call(`/api/advisor/clients/${clientId}/tie-out`, { headers: session }), ({ json }) =>
    Schema.decodeUnknownEffect(TieOutStanding)(json)
  )

export const certificate = Effect.fnUntraced(function* (session: Session, clientId: ClientId, certificateId: string) {
  const { json } = yield* call(`/api/advisor/clients/${clientId}/tie-out/${certificateId}`, { headers: session })
  return yield* Schema.decodeUnknownEffect(TieOutCertificate)(json)
})

/** The certificate that stands, with whom it names. */
export const latestCertificate = Effect.fnUntraced(function* (session: Session, clientId: ClientId) {
  const { latest } = yield* standing(session, clientId)
  if (latest === null) return yield* Effect.die(new Error("no certificate"))
  return yield* certificate(session, clientId, latest.certificateId)
})
