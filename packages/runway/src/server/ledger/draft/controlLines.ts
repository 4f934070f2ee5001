import type { Line } from "@beep/quickbooks/contract/wire/Line"
import type { LinkedTxn } from "@beep/quickbooks/contract/wire/parts"

/** A line of a journal entry for one customer or vendor, as text: which account it stands on decides whether it is open there. */
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

export interface SettledText {
  readonly journalId: string
  readonly amount: string
}

const isJournal = ({ TxnType }: typeof LinkedTxn.Type): boolean => TxnType === "JournalEntry"

/** What the lines of a payment settle of journal entries: these carry no open balance of their own. */
export const settledJournals = (lines: ReadonlyArray<Line>): ReadonlyArray<SettledText> =>
  lines.flatMap(({ Amount, LinkedTxn = [] }) =>
    Amount === undefined ? [] : LinkedTxn.filter(isJournal).map(({ TxnId }) => ({ journalId: TxnId, amount: Amount }))
  )
