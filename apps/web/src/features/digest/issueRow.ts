import type { DataIssue, IssueEntity } from "@beep/runway/contract/books/DataIssue"
import type { LedgerEntityType } from "@beep/runway/contract/ledger/QboId"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import type { DigestSearch } from "./DigestSearch.ts"

const withoutRow: ReadonlySet<IssueEntity> = new Set([
  "Term",
  "CompanyInfo",
  "Preferences",
  "GeneralLedgerAccount",
  "GeneralLedgerLine",
  "BalanceSheetLine"
])
const hasRow = (entity: IssueEntity): entity is LedgerEntityType => !withoutRow.has(entity)

/** The figure whose drawer a record's row opens in: the one it would belong to. */
const sides: Readonly<Record<LedgerEntityType, FigureId>> = {
  Account: "cash",
  Customer: "receivables",
  Invoice: "receivables",
  CreditMemo: "receivables",
  Payment: "receivables",
  Vendor: "payables",
  Bill: "payables",
  VendorCredit: "payables",
  BillPayment: "payables",
  SalesReceipt: "other_outflow",
  RefundReceipt: "other_outflow",
  Purchase: "other_outflow",
  Deposit: "other_outflow",
  Transfer: "other_outflow",
  JournalEntry: "other_outflow",
  CreditCardPayment: "other_outflow"
}

/** Where in the address the record's row of the ledger opens; undefined for what has none. */
export const issueRow = ({ entityType, qboId }: Pick<DataIssue, "entityType" | "qboId">): DigestSearch | undefined =>
  hasRow(entityType) ? { why: sides[entityType], row: `${entityType}:${qboId}` } : undefined
