import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { Line } from "@beep/quickbooks/contract/wire/Line"
import { Ref } from "@beep/quickbooks/contract/wire/parts"
import { Option, Schema } from "effect"
import type { LedgerRecord } from "../../contract/ledger/LedgerRecord.ts"
import type { LedgerEntityType, QboId } from "../../contract/ledger/QboId.ts"
import type { VersionWithSource } from "../internal/ledger/LedgerReader.ts"

const scalar = Schema.optionalKey(Schema.String)
const ref = Schema.optionalKey(Ref)

/** What of any QuickBooks object a person is shown; everything else stays in the vault. */
const Shown = Schema.Struct({
  DisplayName: scalar,
  FullyQualifiedName: scalar,
  Name: scalar,
  DocNumber: scalar,
  TxnDate: scalar,
  DueDate: scalar,
  TotalAmt: scalar,
  Amount: scalar,
  Balance: scalar,
  UnappliedAmt: scalar,
  RemainingCredit: scalar,
  CurrentBalance: scalar,
  AccountType: scalar,
  AccountSubType: scalar,
  ExchangeRate: scalar,
  PrivateNote: scalar,
  CustomerRef: ref,
  VendorRef: ref,
  EntityRef: ref,
  CurrencyRef: ref,
  SalesTermRef: ref,
  DepositToAccountRef: ref,
  Line: Schema.optionalKey(Schema.Array(Line))
})
const decode = Schema.decodeUnknownOption(Shown)

const facts = (shown: typeof Shown.Type): LedgerRecord["facts"] => {
  const named: ReadonlyArray<readonly [string, string | undefined]> = [
    ["Customer", shown.CustomerRef?.name ?? shown.CustomerRef?.value],
    ["Vendor", shown.VendorRef?.name ?? shown.VendorRef?.value],
    ["Payee", shown.EntityRef?.name ?? shown.EntityRef?.value],
    ["Number", shown.DocNumber],
    ["Date", shown.TxnDate],
    ["Due", shown.DueDate],
    ["Terms", shown.SalesTermRef?.name ?? shown.SalesTermRef?.value],
    ["Total", shown.TotalAmt ?? shown.Amount],
    ["Open", shown.RemainingCredit ?? shown.UnappliedAmt ?? shown.Balance],
    ["Balance in QuickBooks", shown.CurrentBalance],
    ["Currency", shown.CurrencyRef?.value],
    ["Exchange rate", shown.ExchangeRate],
    ["Account", shown.DepositToAccountRef?.name ?? shown.DepositToAccountRef?.value],
    ["Account type", shown.AccountType],
    ["Account detail type", shown.AccountSubType],
    ["Note", shown.PrivateNote]
  ]
  return named.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [{ name, value }]))
}

const lineText = (line: Line): string =>
  line.Description ??
  line.SalesItemLineDetail?.ItemRef?.name ??
  line.AccountBasedExpenseLineDetail?.AccountRef?.name ??
  line.ItemBasedExpenseLineDetail?.ItemRef?.name ??
  line.DepositLineDetail?.AccountRef?.name ??
  line.JournalEntryLineDetail?.AccountRef?.name ??
  ""

/** A record as a person may see it, read from the source text QuickBooks sent. */
export const recordView = (entityType: LedgerEntityType, qboId: QboId, version: VersionWithSource): LedgerRecord => {
  const shown = Option.getOrElse(decode(exactJson(version.raw)), (): typeof Shown.Type => ({}))
  const name = shown.DisplayName ?? shown.FullyQualifiedName ?? shown.Name
  return {
    entityType,
    qboId,
    version: version.sync_token ?? String(version.version_no),
    title: name ?? `${entityType} ${shown.DocNumber ?? qboId}`,
    facts: facts(shown),
    lines: (shown.Line ?? []).flatMap((line) =>
      line.Amount === undefined ? [] : [{ description: lineText(line), amount: line.Amount }]
    ),
    qboUpdatedAt: version.qbo_updated_at,
    mirroredAt: version.learned_at,
    deletedAt: version.deleted ? version.learned_at : null
  }
}
