import { Clock, Duration, Effect } from "effect"
import type { GcmKey } from "./gcm.ts"

/**
 * Unwrapped keys by key id, at most `capacity` of them and none for longer than
 * `timeToLive`. It spares unwrapping, never the look at the key's row: whether a
 * key still lives is read from the database each time.
 */
export interface KeyCache {
  readonly get: (keyId: string) => Effect.Effect<GcmKey | undefined>
  readonly put: (keyId: string, key: GcmKey) => Effect.Effect<void>
  readonly drop: (keyId: string) => Effect.Effect<void>
}

export const make = (options: { readonly capacity: number; readonly timeToLive: Duration.Duration }): KeyCache => {
  const held = new Map<string, { readonly key: GcmKey; readonly until: number }>()
  const timeToLive = Duration.toMillis(options.timeToLive)

  const get = (keyId: string) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      const entry = held.get(keyId)
      if (entry === undefined) return undefined
      held.delete(keyId)
      if (entry.until <= now) return undefined
      held.set(keyId, entry)
      return entry.key
    })

  const put = (keyId: string, key: GcmKey) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      held.delete(keyId)
      held.set(keyId, { key, until: now + timeToLive })
      for (const [oldest, entry] of held) {
        if (held.size <= options.capacity && entry.until > now) break
        held.delete(oldest)
      }
    })

  return { get, put, drop: (keyId) => Effect.sync(() => void held.delete(keyId)) }
}
