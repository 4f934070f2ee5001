import type { Line } from "@beep/quickbooks/contract/wire/Line"
import type { LinkedTxn } from "@beep/quickbooks/contract/wire/parts"

/** A line of a transaction for one customer or vendor, as text: which account it stands on decides whether it is open there. */
export interface PartyLineText {
  readonly accountId: string
  readonly partyId: string
  readonly amount: string
  readonly isDebit: boolean
}

/** Lines that name a customer or a vendor. One whose side QuickBooks words in a way nobody knows is raised as a data issue. */
export const partyLines = (lines: ReadonlyArray<Line>): ReadonlyArray<PartyLineText> =>
  lines.flatMap(({ Amount, JournalEntryLineDetail: detail }) => {
    const type = detail?.Entity?.Type
    const [accountId, partyId] = [detail?.AccountRef?.value, detail?.Entity?.EntityRef?.value]
    if (Amount === undefined || accountId === undefined || partyId === undefined) return []
    if (type !== "Customer" && type !== "Vendor") return []
    if (detail?.PostingType !== "Debit" && detail?.PostingType !== "Credit") return []
    return [{ accountId, partyId, amount: Amount, isDebit: detail.PostingType === "Debit" }]
  })

/** A line of a deposit: what came in lowers what its customer owes, or is owed to its vendor. */
export const depositLines = (lines: ReadonlyArray<Line>): ReadonlyArray<PartyLineText> =>
  lines.flatMap(({ Amount, DepositLineDetail: detail }) => {
    const [accountId, partyId] = [detail?.AccountRef?.value, detail?.Entity?.value]
    if (Amount === undefined || accountId === undefined || partyId === undefined) return []
    return [{ accountId, partyId, amount: Amount, isDebit: false }]
  })

/** A line of a cheque or an expense, for whom it was paid to: QuickBooks asks for a customer where one stands on receivables, for a vendor on payables. */
export const purchaseLines = (
  lines: ReadonlyArray<Line>,
  payee: string | undefined,
  isCredit: boolean
): ReadonlyArray<PartyLineText> =>
  lines.flatMap(({ AccountBasedExpenseLineDetail: detail, Amount }) => {
    const accountId = detail?.AccountRef?.value
    if (Amount === undefined || accountId === undefined || payee === undefined) return []
    return [{ accountId, partyId: payee, amount: Amount, isDebit: !isCredit }]
  })

export interface SettledText {
  readonly journalId: string
  readonly amount: string
}

/** As QuickBooks names them in a link; transactions of all types share one row of ids. */
const lineTypes: ReadonlySet<string> = new Set([
  "JournalEntry",
  "Deposit",
  "Check",
  "Expense",
  "Purchase",
  "CreditCardCharge",
  "CreditCardCredit"
])
const isJournal = ({ TxnType }: typeof LinkedTxn.Type): boolean => lineTypes.has(TxnType)

/** What the lines of a payment settle of journal entries, deposits and cheques: these carry no open balance of their own. */
export const settledJournals = (lines: ReadonlyArray<Line>): ReadonlyArray<SettledText> =>
  lines.flatMap(({ Amount, LinkedTxn = [] }) =>
    Amount === undefined ? [] : LinkedTxn.filter(isJournal).map(({ TxnId }) => ({ journalId: TxnId, amount: Amount }))
  )
