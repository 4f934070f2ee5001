import { Option, Schema } from "effect"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { LedgerInput } from "../../contract/ledger/Coverage.ts"
import { LedgerEntityType, QboId } from "../../contract/ledger/QboId.ts"
import type { RejectedRecord } from "../../contract/ledger/RejectedRecord.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"
import type { MirrorType } from "./draft/DraftRecord.ts"

/** Whether an amount of the record could not be kept: its column is null and means nothing. */
export const isRejected = ({ facts }: StoredRecord): boolean => facts.rejected !== undefined

interface Context {
  readonly asOf: LocalDate
  /** The first day the ledger report speaks for; a line of before is in its beginning balances. */
  readonly ledgerFrom: LocalDate | null
  /** Ids of the accounts that count as cash. */
  readonly counted: ReadonlySet<string>
  readonly nameOf: (kind: "Customer" | "Vendor", record: StoredRecord) => string
}

const documents: Partial<Readonly<Record<MirrorType, LedgerInput>>> = {
  Invoice: "invoices",
  CreditMemo: "credit_memos",
  Payment: "payments",
  Bill: "bills",
  VendorCredit: "vendor_credits"
}

const sales: ReadonlySet<MirrorType> = new Set(["Invoice", "CreditMemo", "Payment"])

/** What of the books the record is a part of; undefined where it changes nothing. */
const inputOf = (record: StoredRecord, { asOf, counted, ledgerFrom }: Context): LedgerInput | undefined => {
  const { account_id, entity_type, facts, open_minor, qbo_id, txn_date } = record
  const document = documents[entity_type]
  // What is settled owes nothing, however large it was.
  if (document !== undefined) return open_minor === 0n || txn_date === null || txn_date > asOf ? undefined : document
  switch (entity_type) {
    case "Customer":
      return "customers"
    case "Vendor":
      return "vendors"
    case "BillPayment":
      return txn_date !== null && txn_date > asOf ? "bill_payments" : undefined
    case "JournalEntry":
    case "Deposit":
    case "Purchase":
      // Its own total is in no figure; a line on receivables or payables is.
      return facts.rejected?.includes("open") === true && txn_date !== null && txn_date <= asOf ? "journal_entries" : undefined
    case "Account":
      return counted.has(qbo_id) ? "accounts" : undefined
    case "BalanceSheetLine":
      return account_id !== null && counted.has(account_id) ? "accounts" : undefined
    case "GeneralLedgerAccount":
      return account_id !== null && counted.has(account_id) ? "accounts" : "general_ledger"
    case "GeneralLedgerLine":
      if (ledgerFrom !== null && txn_date !== null && txn_date < ledgerFrom) return undefined
      return account_id !== null && counted.has(account_id) ? "cash_movements" : "general_ledger"
    default:
      return undefined
  }
}

const entityOf = Schema.decodeUnknownOption(LedgerEntityType)
const idOf = Schema.decodeUnknownOption(QboId)

const text = (value: string | undefined): string | undefined => (value === "" ? undefined : value)

/** The records with an amount that cannot be kept, each with what it would have been part of. */
export const rejectedRecords = (records: ReadonlyArray<StoredRecord>, context: Context): ReadonlyArray<RejectedRecord> =>
  records.filter(isRejected).flatMap((record) => {
    const input = inputOf(record, context)
    if (input === undefined) return []
    const { entity_type, label, qbo_id, txn_date } = record
    const entityType = Option.getOrNull(entityOf(entity_type))
    const isParty = entity_type === "Customer" || entity_type === "Vendor" || entity_type === "Account"
    return [
      {
        input,
        entityType,
        qboId: entityType === null ? null : Option.getOrNull(idOf(qbo_id)),
        label: text(label.doc) ?? (isParty ? (label.name ?? "") : ""),
        partyName: isParty ? null : (text(context.nameOf(sales.has(entity_type) ? "Customer" : "Vendor", record)) ?? null),
        date: txn_date
      }
    ]
  })
