import type { Currency } from "@beep/kernel/Money"
import type { EntityName, EntityTypes } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import type { DraftRecord } from "./DraftRecord.ts"
import { figuresOf, type IsControl } from "./figuresOf.ts"

/** One object of QuickBooks as a record of the ledger; `home` is the client's currency, for objects that name none. */
export const entityDraft = <Name extends EntityName>(
  name: Name,
  mirrored: Mirrored<EntityTypes[Name]>,
  home: Currency,
  isControl: IsControl
): DraftRecord => {
  const { figures, label } = figuresOf(name, mirrored.value, home, isControl)
  return {
    ...figures,
    label,
    entityType: name,
    qboId: mirrored.value.Id,
    syncToken: mirrored.value.SyncToken,
    qboUpdatedAt: mirrored.value.MetaData?.LastUpdatedTime ?? null,
    raw: mirrored.raw,
    identity: mirrored.raw
  }
}
