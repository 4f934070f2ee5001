import { addDays, LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { ClientId } from "@beep/kernel/ids"
import { Currency, usd } from "@beep/kernel/Money"
import { type EntityName, entitySchemas } from "@beep/quickbooks/contract/entities/entityTypes"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import type { LedgerSnapshot } from "@beep/runway/contract/ledger/LedgerSnapshot"
import { QboId } from "@beep/runway/contract/ledger/QboId"
import type { SnapshotParts } from "@beep/runway/server/ledger/assembleSnapshot"
import { balanceSheetDrafts } from "@beep/runway/server/ledger/draft/balanceSheetDrafts"
import type { DraftRecord } from "@beep/runway/server/ledger/draft/DraftRecord"
import { entityDraft } from "@beep/runway/server/ledger/draft/entityDraft"
import { generalLedgerDrafts } from "@beep/runway/testing/generalLedgerDrafts"
import { snapshotOf } from "@beep/runway/testing/snapshotOf"
import { earlierPeriods, historyDays, type SyncStep } from "@beep/runway/server/sync/syncSteps"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { DateTime, Effect, Option, Schema } from "effect"

type Step = Extract<SyncStep, EntityName | "GeneralLedger" | "LedgerHistory" | "BalanceSheet">

const client = {
  id: ClientId.make("018f0000-0000-7000-8000-000000000001"),
  kind: "business",
  name: "Fifty",
  timezone: TimeZoneName.make("America/Los_Angeles"),
  homeCurrency: usd,
  status: "active",
  rowVersion: 1
} as const

/** By the type of what it decodes to, which a schema looked up by name has lost. */
const decoderOf = <A>(schema: Schema.Decoder<A>): ((value: unknown) => A) => Schema.decodeUnknownSync(schema)

const stored = (draft: DraftRecord, at: number): SnapshotParts["records"][number] => ({
  entity_type: draft.entityType,
  qbo_id: draft.qboId,
  txn_date: draft.txnDate === null ? null : LocalDate.make(draft.txnDate),
  due_date: draft.dueDate === null ? null : LocalDate.make(draft.dueDate),
  party_id: draft.partyId === null ? null : QboId.make(draft.partyId),
  account_id: draft.accountId === null ? null : QboId.make(draft.accountId),
  currency: Currency.make(draft.currency),
  amount_minor: draft.amountMinor,
  open_minor: draft.openMinor,
  home_amount_minor: draft.homeAmountMinor,
  home_open_minor: draft.homeOpenMinor,
  active: draft.active,
  facts: draft.facts,
  page_id: "1",
  page_position: at,
  label: draft.label
})

/** What the figures rest on; the other entity types are mirrored and not read for them. */
const entities = [
  "Account",
  "Customer",
  "Vendor",
  "Term",
  "Invoice",
  "CreditMemo",
  "Payment",
  "Bill",
  "VendorCredit",
  "BillPayment",
  "JournalEntry",
  "Deposit",
  "Purchase"
] as const satisfies ReadonlyArray<EntityName>

/** Receivables and payables: what is booked straight on them stays open. */
export const controlAccountsOf = (source: CompanySource): ReadonlySet<string> =>
  new Set(
    (source.rows("Account") ?? [])
      .filter(({ fields }) => fields["AccountType"] === "Accounts Receivable" || fields["AccountType"] === "Accounts Payable")
      .map(({ fields }) => String(fields["Id"]))
  )

/**
 * The product's own snapshot of a company, by the functions a sync uses and without a
 * database between them: the sandbox's objects and reports as text, decoded, drafted,
 * assembled.
 */
export const mirrorOf = Effect.fnUntraced(function* (source: CompanySource, asOf: LocalDate) {
  const readAt = DateTime.makeUnsafe(`${asOf}T20:00:00Z`)
  const from = addDays(asOf, -historyDays)
  const report = (name: string, params: Readonly<Record<string, string>>) =>
    Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))(source.report(name, params))

  const control = controlAccountsOf(source)
  const objects = <Name extends (typeof entities)[number]>(name: Name) => {
    const decode = decoderOf(entitySchemas[name])
    return (source.rows(name) ?? []).map(({ raw }) =>
      entityDraft(name, { value: decode(exactJson(raw)), raw }, usd, (id) => control.has(id))
    )
  }
  const earlier = Effect.fnUntraced(function* (period: ReturnType<typeof earlierPeriods>[number]) {
    const tree = yield* report("GeneralLedger", { start_date: period.from, end_date: period.to })
    return (yield* generalLedgerDrafts(tree, period, usd)).drafts.filter(({ entityType }) => entityType === "GeneralLedgerLine")
  })
  const ledger = yield* report("GeneralLedger", { start_date: from, end_date: asOf })
  const reported = yield* generalLedgerDrafts(ledger, { from, to: asOf }, usd)
  const steps: ReadonlyArray<readonly [Step, ReadonlyArray<DraftRecord>]> = [
    ...entities.map((name) => [name, objects(name)] as const),
    ["GeneralLedger", reported.drafts],
    ["LedgerHistory", (yield* Effect.forEach(earlierPeriods(asOf), earlier)).flat()],
    ["BalanceSheet", balanceSheetDrafts(yield* report("BalanceSheet", { end_date: asOf }), asOf, usd)]
  ]
  const snapshot: LedgerSnapshot = yield* snapshotOf({
    client,
    asOf,
    readAt,
    roles: new Map(),
    lastRun: Option.some({ sync_run_id: "1", finished_at: readAt }),
    records: steps.flatMap(([, drafts]) => drafts.map(stored)),
    states: steps.map(([step, drafts]) => ({
      entity_type: step,
      phase: "succeeded",
      rows_mirrored: drafts.length,
      last_success_at: readAt,
      error_code: null,
      covers_from: step === "GeneralLedger" ? LocalDate.make(reported.from) : null,
      covers_to: step === "GeneralLedger" ? asOf : null
    }))
  })
  return snapshot
})
