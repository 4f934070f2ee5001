import type { IssueEntity, IssueKind } from "@beep/runway/contract/books/DataIssue"
import { recordName } from "@beep/runway/contract/messages"

const entities: Readonly<Record<IssueEntity, string>> = {
  ...recordName,
  Term: "Term",
  CompanyInfo: "Company",
  Preferences: "Settings of the company",
  GeneralLedgerAccount: "Account of the general ledger",
  GeneralLedgerLine: "Line of the general ledger",
  BalanceSheetLine: "Line of the balance sheet"
}

/** By QuickBooks' name of the field; one that is not here is called by that name. */
const fields: Readonly<Record<string, string>> = {
  AccountType: "account type",
  Classification: "classification",
  PayType: "kind of payment",
  PaymentType: "kind of payment",
  EmailStatus: "email status",
  Type: "kind of term",
  "Line.DetailType": "kind of a line",
  "Line.JournalEntryLineDetail.PostingType": "side of a line, debit or credit"
}

const amounts: Readonly<Record<string, string>> = {
  amount: "amount",
  open: "open balance",
  home_amount: "amount in the home currency",
  home_open: "open balance in the home currency",
  beginning: "beginning balance"
}

/** What the word decides here, by entity and field. */
const effects: Readonly<Record<string, string>> = {
  "Account/AccountType": "Until it is known, this account counts neither as cash nor as credit.",
  "Term/Type": "Until it is known, due dates that follow from this term can be missing."
}

export const dataIssues = {
  title: "Data issues",
  loading: "the data issues",
  intro:
    "Data shows words or amounts in QuickBooks that Beep cannot take in as they are. The records are kept, and read again with each sync.",
  name: (entity: IssueEntity, title: string | null, id: string): string => `${entities[entity]} ${title ?? id}`,
  what: (kind: IssueKind, field: string): string =>
    kind === "rejected_amount"
      ? `The ${amounts[field] ?? field} is too large, or has more decimals than its currency.`
      : `The ${fields[field] ?? field} is a word Beep does not know.`,
  effect: (kind: IssueKind, entity: IssueEntity, field: string): string =>
    kind === "rejected_amount"
      ? "What it belongs to has no figure where it would count."
      : (effects[`${entity}/${field}`] ?? "No figure rests on it."),
  whatToDo: "Look at the record in QuickBooks. Correct it there, or report it to the support of Beep if it is as it should be.",
  since: (day: string): string => `since ${day}`,
  more: (shown: number, total: number): string => `The oldest ${shown} of ${total.toLocaleString("en-US")} are listed.`,
  failed: "The data issues could not be loaded.",
  count: (total: number): string => total.toLocaleString("en-US")
} as const
