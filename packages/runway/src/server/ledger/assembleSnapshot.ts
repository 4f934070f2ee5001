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
import { itemContext, partyBalances, payables, receivables, scheduledPayments } from "./openItems.ts"

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

/** The snapshot as a pure function of what was read. */
export const assembleSnapshot = ({ asOf, client, lastRun, readAt, records, roles, states }: SnapshotParts): LedgerSnapshot => {
  const of = Map.groupBy(records, (record) => record.entity_type)
  const listed = of.get("Account") ?? []
  const reported = of.get("GeneralLedgerAccount") ?? []
  const withIds = namedAccounts(listed, reported)
  const lines = withIds(of.get("GeneralLedgerLine") ?? [])
  const known = new Map(listed.map((record) => [record.qbo_id, knownAccount(record, roles)]))
  const ledger = glAccounts(withIds(reported), lines, known, roles)
  const sheetLines = of.get("BalanceSheetLine") ?? []
  const ledgerDay = reported[0]?.txn_date ?? null
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
  )
  const included = new Set<string>(accounts.filter((account) => account.role === "included").map((account) => account.qboId))
  const movements = cashMovements(
    lines.filter((line) => (line.txn_date ?? "") <= asOf),
    included,
    known
  )
  const context = itemContext(records, client.homeCurrency, asOf)
  const sheet = sheetLines.filter((line) => line.account_id !== null && included.has(line.account_id))
  return {
    asOf,
    readAt,
    zone: client.timezone,
    currency: client.homeCurrency,
    syncedAt: Option.getOrNull(Option.map(lastRun, (run) => run.finished_at)),
    syncPoint: Option.getOrNull(Option.map(lastRun, (run) => run.sync_run_id)),
    accounts,
    receivables: receivables(records, context),
    payables: payables(records, context),
    scheduledPayments: scheduledPayments(records, context),
    movements,
    partyBalances: partyBalances(records, client.homeCurrency),
    glAccounts: ledger,
    reportCashMinor:
      sheet.length > 0
        ? sum(sheet.map((line) => line.amount_minor ?? 0n))
        : ledger.length > 0
          ? sum(
              ledger
                .filter((account) => account.qboId !== null && included.has(account.qboId))
                .map((account) => account.endingMinor)
            )
          : null,
    coverage: coverageOf(states, movements.length)
  }
}
