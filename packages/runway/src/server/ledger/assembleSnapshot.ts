import { dateIn, type LocalDate } from "@beep/kernel/LocalDate"
import type { Client } from "@beep/tenancy/contract/Client"
import { DateTime, Option } from "effect"
import type { LedgerSnapshot } from "../../contract/ledger/LedgerSnapshot.ts"
import type { DecidedRole } from "../../contract/onboarding/CashChoice.ts"
import type { StoredRecord, StoredState } from "../internal/ledger/StoredRecord.ts"
import { cashAccounts, knownAccount } from "./cashAccounts.ts"
import { coverageOf } from "./coverage.ts"
import { cashMovements, glAccounts } from "./glAccounts.ts"
import { namedAccounts } from "./namedAccounts.ts"
import { itemContext, partyBalances, partyName, payables, receivables, scheduledPayments } from "./openItems.ts"
import { isRejected, isReportLine, rejectedRecords } from "./rejectedRecords.ts"

export interface SnapshotParts {
  readonly client: Client
  readonly asOf: LocalDate
  readonly readAt: DateTime.Utc
  readonly records: ReadonlyArray<StoredRecord>
  readonly states: ReadonlyArray<StoredState>
  /** What members decided of bank accounts, by their ids. */
  readonly roles: ReadonlyMap<string, DecidedRole>
  readonly lastRun: Option.Option<{ readonly sync_run_id: string; readonly finished_at: DateTime.Utc }>
}

const sum = (amounts: ReadonlyArray<bigint>) => amounts.reduce((total, amount) => total + amount, 0n)

/** The day, in the client's zone, on which the list of accounts was last read. */
const listedOn = (states: ReadonlyArray<StoredState>, client: Client): LocalDate | undefined => {
  const at = states.find((state) => state.entity_type === "Account")?.last_success_at
  return at === undefined || at === null ? undefined : dateIn(client.timezone, DateTime.toEpochMillis(at))
}

/** A ledger report of an earlier day still speaks for its accounts, unless their list was read on a later day than it ends. */
const speaksFor = (day: LocalDate | null, asOf: LocalDate, listed: LocalDate | undefined): boolean =>
  day !== null && (day === asOf || (listed !== undefined && day >= listed))

/** The account a record is about. */
const accountOf = (record: StoredRecord): string | null => (record.entity_type === "Account" ? record.qbo_id : record.account_id)

/** The snapshot as a pure function of what was read. */
export const assembleSnapshot = ({ asOf, client, lastRun, readAt, records, roles, states }: SnapshotParts): LedgerSnapshot => {
  const of = Map.groupBy(records, (record) => record.entity_type)
  const kept = records.filter((record) => !isRejected(record))
  const listed = of.get("Account") ?? []
  const withIds = namedAccounts(listed, of.get("GeneralLedgerAccount") ?? [])
  const reported = withIds(of.get("GeneralLedgerAccount") ?? [])
  const read = withIds(of.get("GeneralLedgerLine") ?? [])
  const lines = read.filter((line) => !isRejected(line))
  const known = new Map(listed.map((record) => [record.qbo_id, knownAccount(record, roles)]))
  const ledger = glAccounts(reported, lines, known, roles)
  const sheetLines = kept.filter((record) => record.entity_type === "BalanceSheetLine")
  const ledgerDay = reported[0]?.txn_date ?? null
  const balances = [...listed, ...reported, ...(of.get("BalanceSheetLine") ?? [])]
  const unknownBalance = new Set(balances.filter(isRejected).map(accountOf))
  const accounts = cashAccounts(
    listed,
    ledger,
    {
      ledger: speaksFor(ledgerDay, asOf, listedOn(states, client)) ? ledger : [],
      ledgerDay,
      asOf,
      sheet: new Map(sheetLines.flatMap((line) => (line.account_id === null ? [] : [[line.account_id, line.amount_minor ?? 0n]])))
    },
    client.homeCurrency,
    known
  ).filter(({ qboId }) => !unknownBalance.has(qboId))
  const included = new Set<string>(accounts.filter((account) => account.role === "included").map((account) => account.qboId))
  const movements = cashMovements(
    lines.filter((line) => (line.txn_date ?? "") <= asOf),
    included,
    known
  )
  const context = itemContext(records, client.homeCurrency, asOf)
  const sheet = sheetLines.filter((line) => line.account_id !== null && included.has(line.account_id))
  const ledgerCash = ledger.filter(({ qboId }) => qboId !== null && included.has(qboId)).map(({ endingMinor }) => endingMinor)
  return {
    asOf,
    readAt,
    zone: client.timezone,
    currency: client.homeCurrency,
    syncedAt: Option.getOrNull(Option.map(lastRun, (run) => run.finished_at)),
    syncPoint: Option.getOrNull(Option.map(lastRun, (run) => run.sync_run_id)),
    accounts,
    receivables: receivables(kept, context),
    payables: payables(kept, context),
    scheduledPayments: scheduledPayments(kept, context),
    movements,
    partyBalances: partyBalances(kept, client.homeCurrency),
    glAccounts: ledger,
    rejected: rejectedRecords([...records.filter((record) => !isReportLine(record)), ...reported, ...read], {
      asOf,
      ledgerFrom: states.find((state) => state.entity_type === "GeneralLedger")?.covers_from ?? null,
      counted: new Set(
        [...[...known].map(([qboId, { role }]) => ({ qboId, role })), ...ledger].flatMap(({ qboId, role }) =>
          role === "included" && qboId !== null ? [qboId] : []
        )
      ),
      nameOf: (kind, record) => partyName(record, kind, context.names)
    }),
    reportCashMinor:
      sheet.length > 0
        ? sum(sheet.map((line) => line.amount_minor ?? 0n))
        : ledger.length > 0
          ? sum(ledgerCash.map((minor) => minor ?? 0n))
          : null,
    coverage: coverageOf(states, movements.length)
  }
}
