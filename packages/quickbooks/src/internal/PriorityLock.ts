import { Deferred, Effect } from "effect"
import type { Priority } from "../CurrentPriority.ts"

/** A caller's place in the line; it keeps it when it comes back. */
export interface Place {
  readonly priority: Priority
  readonly ticket: number
}

interface Waiting extends Place {
  readonly called: Deferred.Deferred<void>
}

const isBefore = (one: Place, other: Place): boolean =>
  one.priority === other.priority ? one.ticket < other.ticket : one.priority === "interactive"

/** Held by one caller at a time; of those who wait, a person goes first, then whoever came first. */
export interface PriorityLock {
  readonly join: (priority: Priority) => Effect.Effect<Place>
  /** Call it where nothing interrupts; the waiting alone is `restore`d. */
  readonly held: (place: Place, restore: Restore) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Somebody waits who goes before this place. */
  readonly isOutranked: (place: Place) => Effect.Effect<boolean>
}

export type Restore = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

export const makePriorityLock = Effect.sync((): PriorityLock => {
  const line = new Set<Waiting>()
  let isHeld = false
  let tickets = 0

  const pass = Effect.suspend(() => {
    const next = Array.from(line).reduce<Waiting | undefined>(
      (best, one) => (best === undefined || isBefore(one, best) ? one : best),
      undefined
    )
    if (next === undefined) {
      isHeld = false
      return Effect.void
    }
    line.delete(next)
    return Effect.asVoid(Deferred.succeed(next.called, undefined))
  })

  const wait = (place: Place, restore: Restore) =>
    Effect.suspend(() => {
      if (!isHeld) {
        isHeld = true
        return Effect.void
      }
      const waiting = { ...place, called: Deferred.makeUnsafe<void>() }
      line.add(waiting)
      return restore(Deferred.await(waiting.called)).pipe(
        // Called and cut off in the same moment: the lock is already this caller's, so it is passed on.
        Effect.onInterrupt(() => (line.delete(waiting) ? Effect.void : pass))
      )
    })

  return {
    join: (priority) =>
      Effect.sync(() => {
        tickets += 1
        return { priority, ticket: tickets }
      }),
    held: (place, restore) => (effect) =>
      Effect.acquireUseRelease(
        wait(place, restore),
        () => effect,
        () => pass
      ),
    isOutranked: (place) => Effect.sync(() => Array.from(line).some((one) => isBefore(one, place)))
  }
})
