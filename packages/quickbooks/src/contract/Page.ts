import type { DateTime } from "effect"
import type { EntityName, EntityTypes } from "./entities/entityTypes.ts"
import type { Mirrored } from "./entities/Mirrored.ts"

/** The new rows of one page of a query, and QuickBooks' clock when it answered; null when it did not say. */
export interface Page<Name extends EntityName> {
  readonly time: DateTime.Utc | null
  readonly rows: ReadonlyArray<Mirrored<EntityTypes[Name]>>
}
