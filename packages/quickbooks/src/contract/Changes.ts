import type { DateTime, Result } from "effect"
import type { EntityName, EntityTypes } from "./entities/entityTypes.ts"
import type { Mirrored } from "./entities/Mirrored.ts"
import type { QuickBooksError } from "./faults.ts"

/** What one answer of change data capture holds of one entity. */
export interface EntityChanges {
  readonly entity: EntityName
  /** The objects as they are now; an error when one of them cannot be read, which says nothing of the other entities. */
  readonly updated: Result.Result<ReadonlyArray<Mirrored<EntityTypes[EntityName]>>, QuickBooksError>
  /** Ids of objects that are no more. */
  readonly deleted: ReadonlyArray<string>
}

/** What changed since an instant (runway.md 6.4). */
export interface Changes {
  /** QuickBooks' clock when it answered; null when it did not say, and then nothing can be concluded about when. */
  readonly time: DateTime.Utc | null
  /** QuickBooks had as much to tell as an answer holds: what is here is true, and not all. */
  readonly isSaturated: boolean
  /** One for every entity that was asked for, in that order. */
  readonly entities: ReadonlyArray<EntityChanges>
}

/** The most objects of one answer, over all its entities. */
export const changesPerAnswer = 1000
