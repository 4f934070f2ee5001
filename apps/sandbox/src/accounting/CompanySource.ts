import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { PlantedGap } from "../companies/fifty/Planted.ts"
import type { Books } from "../ledger/Books.ts"
import type { EntityRow } from "../render/entityRows.ts"

/** A company the stand-in can answer for, whether from a ledger or from a recording. */
export interface CompanySource {
  readonly realmId: string
  readonly name: string
  /** What the company's store starts from; null for a recording, which never changes. */
  readonly books: Books | null
  /** Regular payments left out of the books on purpose; absent where nobody knows whether any are missing. */
  readonly gaps?: ReadonlyArray<PlantedGap>
  /** Undefined when nothing was recorded of the entity. */
  readonly rows: (entity: EntityName) => ReadonlyArray<EntityRow> | undefined
  /** Text of one object; undefined when it is not there. */
  readonly object: (entity: EntityName, id: string) => string | undefined
  /** Text of a report, which says when it was made where that is given; undefined when the company cannot answer it. */
  readonly report: (name: string, params: Readonly<Record<string, string>>, madeAt?: string) => string | undefined
}
