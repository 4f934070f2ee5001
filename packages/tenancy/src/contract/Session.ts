import { SessionId } from "@beep/kernel/ids"
import { type DateTime, Schema } from "effect"
import { Agent } from "./Agent.ts"
import { lackOf, type Proved, SessionLack, SessionStrength, steppedUpUntil } from "./SessionStrength.ts"

/** What the session of this request has proved. */
export const SessionState = Schema.Struct({
  strength: SessionStrength,
  /** Until it is null, nothing but enrolling or proving a second factor is open. */
  lacks: Schema.NullOr(SessionLack),
  /** Until when a proof of a factor counts for what needs step-up; null when there is none that counts. */
  steppedUpUntil: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type SessionState = typeof SessionState.Type

export const sessionStateOf = (
  session: Proved & { readonly steppedUpAt: DateTime.Utc | null },
  now: DateTime.Utc
): SessionState => ({
  strength: session.strength,
  lacks: lackOf(session),
  steppedUpUntil: steppedUpUntil(session.steppedUpAt, now)
})

/** A session as its owner sees it in the list. */
export const OpenSession = Schema.Struct({
  sessionId: SessionId,
  current: Schema.Boolean,
  agent: Agent,
  strength: SessionStrength,
  createdAt: Schema.DateTimeUtcFromString,
  /** At most a minute late. */
  lastSeenAt: Schema.DateTimeUtcFromString,
  expiresAt: Schema.DateTimeUtcFromString
})
export type OpenSession = typeof OpenSession.Type
