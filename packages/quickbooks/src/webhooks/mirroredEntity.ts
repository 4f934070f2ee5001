import { EntityName } from "../contract/entities/entityTypes.ts"

const folded = (word: string): string => word.toLowerCase().replaceAll(/[^a-z]/g, "")

const byFolded: ReadonlyMap<string, EntityName> = new Map(EntityName.literals.map((name) => [folded(name), name]))

/** The entity type an event names, whichever shape spelled it (`BillPayment`, `billpayment`, `bill_payment`); null when it is none of those we mirror. */
export const mirroredEntity = (word: string): EntityName | null => byFolded.get(folded(word)) ?? null
