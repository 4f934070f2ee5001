import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { Schema } from "effect"
import type { Ledger } from "../ledger/Ledger.ts"
import { renderDocument } from "./documents.ts"
import { type Json, renderJson } from "./Json.ts"
import { renderAccount, renderCompanyInfo, renderCustomer, renderPreferences, renderTerm, renderVendor } from "./masters.ts"

/** An object of the data API: its text, and its members with numbers as text, to compare with. */
export interface EntityRow {
  readonly raw: string
  readonly fields: Readonly<Record<string, unknown>>
}

const decodeFields = Schema.decodeUnknownSync(Schema.Record(Schema.String, Schema.Unknown))

/** Most rows are only written out: their members are read when somebody compares with them. */
export const entityRow = (raw: string): EntityRow => {
  let read: EntityRow["fields"] | undefined
  return {
    raw,
    get fields() {
      read ??= decodeFields(exactJson(raw))
      return read
    }
  }
}

/** The objects of an entity as the data API answers them. */
export const objectsOf = (ledger: Ledger, entity: EntityName): ReadonlyArray<Json> => {
  const { accounts, customers, terms, transactions, vendors } = ledger.books
  switch (entity) {
    case "Account":
      return accounts.map((account) => renderAccount(ledger, account))
    case "Vendor":
      return vendors.map((vendor) => renderVendor(ledger, vendor))
    case "Customer":
      return customers.map((customer) => renderCustomer(ledger, customer))
    case "Term":
      return terms.map((term) => renderTerm(ledger, term))
    case "CompanyInfo":
      return [renderCompanyInfo(ledger)]
    case "Preferences":
      return [renderPreferences(ledger)]
    default:
      return transactions
        .filter((transaction) => transaction.type === entity)
        .map((transaction) => renderDocument(ledger, transaction))
  }
}

export const entityRows = (ledger: Ledger, entity: EntityName): ReadonlyArray<EntityRow> =>
  objectsOf(ledger, entity).map((object) => entityRow(renderJson(object)))

export const isEntityName = Schema.is(EntityName)
