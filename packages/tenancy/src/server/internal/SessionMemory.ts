import { DateTime } from "effect"
import type { Resolved } from "./SessionsRepo.ts"

type Session = typeof Resolved.Type

/** What a change was about, as the database names it: every session of it is forgotten. */
export interface Gone {
  readonly what: "session" | "user" | "member" | "organization"
  readonly id: string
}

const isAbout =
  ({ id, what }: Gone) =>
  (session: Session): boolean => {
    switch (what) {
      case "session":
        return session.sessionId === id
      case "user":
        return session.userId === id
      case "member":
        return session.memberId === id
      case "organization":
        return session.organizationId === id
    }
  }

interface Held {
  readonly session: Session
  readonly from: number
  readonly until: number
}

export interface MemoryLimits {
  /** How long a verified session is believed without asking again. */
  readonly millis: number
  /** Beyond so many the one verified longest ago goes. */
  readonly sessions: number
}

/**
 * Sessions that were verified a moment ago. Holds nothing while nobody listens for changes. Times are epoch milliseconds.
 */
export class SessionMemory {
  readonly #held = new Map<string, Held>()
  readonly #limits: MemoryLimits
  #listening = false
  #era = 0

  constructor(limits: MemoryLimits) {
    this.#limits = limits
  }

  /** Changes with everything that is forgotten: what was asked for in another era may be older than the change. */
  get era(): number {
    return this.#era
  }

  find(key: string, now: number): Session | undefined {
    const held = this.#held.get(key)
    // A clock that was put back makes no session live longer.
    return held !== undefined && now >= held.from && now < held.until ? held.session : undefined
  }

  /** `era` and `asked` are of the moment before the database was asked. */
  keep(key: string, session: Session, era: number, asked: number): void {
    if (!this.#listening || era !== this.#era) return
    this.#held.delete(key)
    this.#held.set(key, {
      session,
      from: asked,
      until: Math.min(asked + this.#limits.millis, DateTime.toEpochMillis(session.expiresAt))
    })
    if (this.#held.size <= this.#limits.sessions) return
    const [oldest] = this.#held.keys()
    if (oldest !== undefined) this.#held.delete(oldest)
  }

  forget(gone: Gone): void {
    this.#era++
    const matches = isAbout(gone)
    for (const [key, { session }] of this.#held) if (matches(session)) this.#held.delete(key)
  }

  forgetAll(): void {
    this.#era++
    this.#held.clear()
  }

  listen(): void {
    this.forgetAll()
    this.#listening = true
  }

  stopListening(): void {
    this.#listening = false
    this.forgetAll()
  }
}
