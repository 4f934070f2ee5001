import { Schema } from "effect"
import { type DraftRecord, RecordLabel } from "../../ledger/draft/DraftRecord.ts"

/** Purposes under which the vault seals a page; part of what the ciphertext is bound to. */
export const labelsPurpose = "ledger.labels"
export const recordsPurpose = "ledger.records"

/** Position in the list is `page_position` of the record. */
const Labels = Schema.fromJsonString(Schema.Array(RecordLabel))
const Records = Schema.fromJsonString(Schema.Array(Schema.String))

export const encodePage = (drafts: ReadonlyArray<DraftRecord>): { readonly labels: string; readonly records: string } => ({
  labels: JSON.stringify(drafts.map((draft) => draft.label)),
  records: JSON.stringify(drafts.map((draft) => draft.raw))
})

const decoder = new TextDecoder()

export const decodeLabels = (page: Uint8Array) => Schema.decodeEffect(Labels)(decoder.decode(page))
export const decodeRecords = (page: string) => Schema.decodeEffect(Records)(page)
