import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { CompanySource } from "../accounting/CompanySource.ts"
import { ledgerOf } from "../ledger/Ledger.ts"
import type { Transaction } from "../ledger/Transaction.ts"
import { renderDocument } from "../render/documents.ts"
import { type EntityRow, entityRow, objectsOf } from "../render/entityRows.ts"
import { isObject, type Json, renderJson } from "../render/Json.ts"
import { renderReport } from "../reports/renderReport.ts"
import type { CompanyState } from "./CompanyState.ts"
import { instantText, type Mark, markKey } from "./Mark.ts"

interface Kept {
  readonly mark: Mark
  readonly transaction: Transaction
  readonly namesRevision: number
  readonly row: EntityRow
}

/** Rendered documents, kept from one revision of a company to the next. */
export type DocumentRows = Map<string, Kept>

/** An object that changed, as change data shows it. */
export interface ChangedObject {
  readonly id: string
  readonly raw: string
  readonly updated: number
}

export interface CompanyView extends CompanySource {
  /** What changed at an instant or later, deleted objects included, the latest first. */
  readonly changedSince: (entity: EntityName, millis: number) => ReadonlyArray<ChangedObject>
}

const masters: ReadonlySet<string> = new Set(["Account", "Vendor", "Customer", "Term", "CompanyInfo", "Preferences"])

const lazy = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}

/** The mark's version and instants in the place of the ones the books alone would give. */
const marked = (object: Json, mark: Mark): EntityRow =>
  entityRow(
    renderJson({
      ...(isObject(object) ? object : {}),
      ...mark.extra,
      SyncToken: String(mark.syncToken),
      MetaData: { CreateTime: instantText(mark.created), LastUpdatedTime: instantText(mark.updated) }
    })
  )

const tombstone = (id: string, at: number): string =>
  renderJson({ domain: "QBO", status: "Deleted", Id: id, MetaData: { LastUpdatedTime: instantText(at) } })

/** A company at one revision. Postings, rows and reports are worked out when they are first asked for. */
export const viewOf = (state: CompanyState, kept: DocumentRows): CompanyView => {
  const { books, hidden, marks, namesRevision, tombstones, unreported } = state
  const ledger = lazy(() => ledgerOf(books))
  const reported = lazy(() =>
    unreported.size === 0
      ? ledger()
      : ledgerOf({ ...books, transactions: books.transactions.filter(({ id }) => !unreported.has(id)) })
  )
  const shown = lazy(() => {
    const byType = new Map<string, Array<Transaction>>()
    for (const transaction of books.transactions) {
      if (hidden.has(transaction.id)) continue
      const list = byType.get(transaction.type)
      if (list === undefined) byType.set(transaction.type, [transaction])
      else list.push(transaction)
    }
    return byType
  })

  const documentRow = (transaction: Transaction, mark: Mark): EntityRow => {
    const found = kept.get(transaction.id)
    if (found?.mark === mark && found.transaction === transaction && found.namesRevision === namesRevision) return found.row
    const row = marked(renderDocument(ledger(), transaction), mark)
    kept.set(transaction.id, { mark, transaction, namesRevision, row })
    return row
  }
  const documents = (entity: EntityName) =>
    (shown().get(entity) ?? []).flatMap((transaction) => {
      const mark = marks.get(markKey(entity, transaction.id))
      return mark === undefined ? [] : [{ id: transaction.id, mark, row: () => documentRow(transaction, mark) }]
    })

  const masterRows = new Map<
    EntityName,
    ReadonlyArray<{ readonly id: string; readonly mark: Mark; readonly row: () => EntityRow }>
  >()
  const masterObjects = (entity: EntityName) => {
    const known = masterRows.get(entity)
    if (known !== undefined) return known
    // Balances are those of the reports: a document left out of them moves no balance either.
    const made = objectsOf(reported(), entity).flatMap((object) => {
      const id = isObject(object) && typeof object["Id"] === "string" ? object["Id"] : ""
      const mark = marks.get(markKey(entity, id))
      return mark === undefined ? [] : [{ id, mark, row: lazy(() => marked(object, mark)) }]
    })
    masterRows.set(entity, made)
    return made
  }
  const objects = (entity: EntityName) => (masters.has(entity) ? masterObjects(entity) : documents(entity))

  const rows = new Map<EntityName, ReadonlyArray<EntityRow>>()
  return {
    realmId: books.realmId,
    name: books.name,
    books,
    rows: (entity) => {
      const known = rows.get(entity)
      if (known !== undefined) return known
      const made = objects(entity).map(({ row }) => row())
      rows.set(entity, made)
      return made
    },
    object: (entity, id) => {
      const list = objects(entity)
      const found = entity === "CompanyInfo" || entity === "Preferences" ? list[0] : list.find((one) => one.id === id)
      return found?.row().raw
    },
    report: (name, params, madeAt) => {
      const report = renderReport(reported(), name, params, madeAt)
      return report === undefined ? undefined : renderJson(report)
    },
    changedSince: (entity, millis) => {
      const living = objects(entity)
        .filter(({ mark }) => mark.updated >= millis)
        .map(({ id, mark, row }): ChangedObject => ({ id, raw: row().raw, updated: mark.updated }))
      const deleted = tombstones
        .filter((grave) => grave.entity === entity && grave.at >= millis && !hidden.has(grave.id))
        .map(({ at, id }): ChangedObject => ({ id, raw: tombstone(id, at), updated: at }))
      return [...living, ...deleted].sort((a, b) => b.updated - a.updated)
    }
  }
}
