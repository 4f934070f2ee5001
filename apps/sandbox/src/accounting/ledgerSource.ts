import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Books } from "../ledger/Books.ts"
import { ledgerOf } from "../ledger/Ledger.ts"
import { type EntityRow, entityRows } from "../render/entityRows.ts"
import { renderJson } from "../render/Json.ts"
import { renderReport } from "../reports/renderReport.ts"
import type { CompanySource } from "./CompanySource.ts"

/** A company by its books as they were written; the store answers for what changed since. Rows are rendered once per entity. */
export const ledgerSource = (books: Books): CompanySource => {
  const ledger = ledgerOf(books)
  const rendered = new Map<EntityName, ReadonlyArray<EntityRow>>()
  const rows = (entity: EntityName): ReadonlyArray<EntityRow> => {
    const known = rendered.get(entity)
    if (known !== undefined) return known
    const made = entityRows(ledger, entity)
    rendered.set(entity, made)
    return made
  }
  return {
    realmId: books.realmId,
    name: books.name,
    books,
    rows,
    object: (entity, id) =>
      entity === "CompanyInfo" || entity === "Preferences"
        ? rows(entity)[0]?.raw
        : rows(entity).find((row) => row.fields["Id"] === id)?.raw,
    report: (name, params, madeAt) => {
      const report = renderReport(ledger, name, params, madeAt)
      return report === undefined ? undefined : renderJson(report)
    }
  }
}
