import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Client } from "@beep/tenancy/contract/Client"
import { type DateTime, Option } from "effect"
import type { LedgerSnapshot } from "../../contract/ledger/LedgerSnapshot.ts"
import type { StoredRecord, StoredState } from "../internal/ledger/StoredRecord.ts"
import { coverageOf } from "./coverage.ts"
import type { FoldedLines } from "./foldLines.ts"
import type { LedgerFrame } from "./ledgerFrame.ts"
import { itemContext, partyBalances, partyName, payables, receivables, scheduledPayments } from "./openItems.ts"
import { isRejected, rejectedRecords } from "./rejectedRecords.ts"

export interface SnapshotParts {
  readonly client: Client
  readonly asOf: LocalDate
  readonly readAt: DateTime.Utc
  /** Everything a snapshot rests on but the lines of the ledger report. */
  readonly records: ReadonlyArray<StoredRecord>
  readonly states: ReadonlyArray<StoredState>
  readonly lastRun: Option.Option<{ readonly sync_run_id: string; readonly finished_at: DateTime.Utc }>
  readonly frame: LedgerFrame
  readonly lines: FoldedLines
  /** Lines of the ledger report with an amount that cannot be kept. */
  readonly rejectedLines: ReadonlyArray<StoredRecord>
}

const sum = (amounts: ReadonlyArray<bigint>) => amounts.reduce((total, amount) => total + amount, 0n)

/** The snapshot as a pure function of what was read. */
export const assembleSnapshot = ({
  asOf,
  client,
  frame,
  lastRun,
  lines,
  readAt,
  records,
  rejectedLines,
  states
}: SnapshotParts): LedgerSnapshot => {
  const kept = records.filter((record) => !isRejected(record))
  const { included, known } = frame
  const ledger = [...frame.ledger].map(([key, account]) => ({ ...account, rows: lines.rows.get(key) ?? [] }))
  const context = itemContext(records, client.homeCurrency, asOf)
  const sheet = kept.filter(
    ({ account_id, entity_type }) => entity_type === "BalanceSheetLine" && account_id !== null && included.has(account_id)
  )
  const ledgerCash = ledger.filter(({ qboId }) => qboId !== null && included.has(qboId)).map(({ endingMinor }) => endingMinor)
  return {
    asOf,
    readAt,
    zone: client.timezone,
    currency: client.homeCurrency,
    syncedAt: Option.getOrNull(Option.map(lastRun, (run) => run.finished_at)),
    syncPoint: Option.getOrNull(Option.map(lastRun, (run) => run.sync_run_id)),
    accounts: frame.accounts,
    receivables: receivables(kept, context),
    payables: payables(kept, context),
    scheduledPayments: scheduledPayments(kept, context),
    movements: lines.movements,
    movementDays: lines.movementDays,
    outgoings: lines.outgoings,
    partyBalances: partyBalances(kept, client.homeCurrency),
    glAccounts: ledger,
    rejected: rejectedRecords(
      [
        ...records.filter(({ entity_type }) => entity_type !== "GeneralLedgerAccount"),
        ...frame.reported,
        ...rejectedLines.map(frame.named)
      ],
      {
        asOf,
        ledgerFrom: states.find((state) => state.entity_type === "GeneralLedger")?.covers_from ?? null,
        counted: new Set(
          [...[...known].map(([qboId, { role }]) => ({ qboId, role })), ...ledger].flatMap(({ qboId, role }) =>
            role === "included" && qboId !== null ? [qboId] : []
          )
        ),
        nameOf: (kind, record) => partyName(record, kind, context.names)
      }
    ),
    reportCashMinor:
      sheet.length > 0
        ? sum(sheet.map((line) => line.amount_minor ?? 0n))
        : ledger.length > 0
          ? sum(ledgerCash.map((minor) => minor ?? 0n))
          : null,
    coverage: coverageOf(
      states,
      lines.movementDays.reduce((count, { movements }) => count + movements, 0)
    )
  }
}
