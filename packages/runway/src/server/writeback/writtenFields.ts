import { LocalDate } from "@beep/kernel/LocalDate"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { rawMembers } from "@beep/quickbooks/contract/wire/rawJson"
import type { Fields } from "@beep/quickbooks/contract/write/updateBody"
import { Option, Schema } from "effect"
import { hash } from "node:crypto"
import type { QuickFix, QuickFixKind } from "../../contract/hygiene/QuickFix.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import type { FieldValues, WrittenEntity } from "../../contract/writeback/FieldValues.ts"

const Ref = Schema.optionalKey(Schema.NullOr(Schema.Struct({ value: QboId })))

/** What of a record a write is about, in QuickBooks' own words. */
const Written = Schema.Struct({
  TxnDate: Schema.optionalKey(LocalDate),
  DueDate: Schema.optionalKey(Schema.NullOr(LocalDate)),
  SalesTermRef: Ref,
  TermRef: Ref,
  CustomerRef: Ref,
  VendorRef: Ref,
  PrimaryEmailAddr: Schema.optionalKey(
    Schema.NullOr(Schema.Struct({ Address: Schema.optionalKey(Schema.NullOr(Schema.String)) }))
  )
})
const decode = Schema.decodeUnknownOption(Written)

/** A vendor's terms stand under another name than those of everything else. */
const termMember = (entity: WrittenEntity) => (entity === "Vendor" ? "TermRef" : "SalesTermRef")

const textOrNull = (text: string | null | undefined): string | null => (text === undefined || text === "" ? null : text)

export interface RecordFields {
  readonly txnDate: LocalDate | null
  /** The vendor or customer a document is with. */
  readonly partyId: QboId | null
  readonly values: Required<FieldValues>
}

/** Of the source text of a record; none for a text that is no such record. */
export const recordFields = (entity: WrittenEntity, raw: string): Option.Option<RecordFields> =>
  Option.map(decode(exactJson(raw)), (found) => ({
    txnDate: found.TxnDate ?? null,
    partyId: (entity === "Bill" ? found.VendorRef : found.CustomerRef)?.value ?? null,
    values: {
      dueDate: found.DueDate ?? null,
      termId: found[termMember(entity)]?.value ?? null,
      email: textOrNull(found.PrimaryEmailAddr?.Address)
    }
  }))

/** The members of an update that give a record these values. */
export const updateFields = (entity: WrittenEntity, { dueDate, email, termId }: FieldValues): Fields => ({
  ...(termId === undefined ? {} : { [termMember(entity)]: termId === null ? null : { value: termId } }),
  ...(dueDate === undefined ? {} : { DueDate: dueDate }),
  ...(email === undefined ? {} : { PrimaryEmailAddr: email === null ? null : { Address: email } })
})

/** The same fields as `of`, and no others. */
export const onlyFields = (values: Required<FieldValues>, of: FieldValues): FieldValues => ({
  ...(of.dueDate === undefined ? {} : { dueDate: values.dueDate }),
  ...(of.termId === undefined ? {} : { termId: values.termId }),
  ...(of.email === undefined ? {} : { email: values.email })
})

const documents: ReadonlySet<WrittenEntity> = new Set(["Bill", "Invoice"])
const parties: ReadonlySet<WrittenEntity> = new Set(["Vendor", "Customer"])

const fixable: Readonly<Record<QuickFixKind, (entity: WrittenEntity) => boolean>> = {
  set_due_date: (entity) => documents.has(entity),
  set_terms: () => true,
  add_email: (entity) => parties.has(entity)
}

/**
 * What a fix sets on a record; null where it does not fit it. Terms give a document the due date they say: `dueOf` answers it,
 * null for terms the company does not have, undefined for terms that say no day.
 */
export const ordered = (
  entity: WrittenEntity,
  { txnDate }: RecordFields,
  fix: QuickFix,
  dueOf: (termId: QboId) => LocalDate | null | undefined
): FieldValues | null => {
  if (!fixable[fix.kind](entity)) return null
  switch (fix.kind) {
    case "set_due_date":
      return txnDate !== null && fix.dueDate < txnDate ? null : { dueDate: fix.dueDate }
    case "set_terms": {
      const due = dueOf(fix.termId)
      if (due === null) return null
      return documents.has(entity) && due !== undefined ? { termId: fix.termId, dueDate: due } : { termId: fix.termId }
    }
    case "add_email":
      return { email: fix.email }
  }
}

/** Counted by QuickBooks, and no part of what a person keeps of a record; a party's balance moves with every document. */
const counted: Readonly<Record<WrittenEntity, ReadonlySet<string>>> = {
  Bill: new Set(["SyncToken", "MetaData", "domain", "sparse"]),
  Invoice: new Set(["SyncToken", "MetaData", "domain", "sparse"]),
  Vendor: new Set(["SyncToken", "MetaData", "domain", "sparse", "Balance"]),
  Customer: new Set(["SyncToken", "MetaData", "domain", "sparse", "Balance", "BalanceWithJobs"])
}

/**
 * SHA-256 of a record without what is counted on it. QuickBooks sends lists with other SyncTokens than the
 * objects have, so a token alone does not tell whether somebody changed what a member saw.
 */
export const contentHash = (entity: WrittenEntity, raw: string): Uint8Array => {
  const kept = Array.from(rawMembers(raw))
    .filter(([key]) => !counted[entity].has(key))
    .map(([key, text]) => `${key}:${JSON.stringify(exactJson(text))}`)
    .toSorted()
  return hash("sha256", kept.join("\n"), "buffer")
}
