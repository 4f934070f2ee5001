import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import { formulaVersion } from "./formula.ts"
import { order } from "./orderedBooks.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

type Cell = string | bigint | boolean | number | null

const line = (kind: string, cells: ReadonlyArray<Cell>): string =>
  JSON.stringify([kind, ...cells.map((cell) => (typeof cell === "bigint" ? cell.toString() : cell))])

const lines = <A>(kind: string, items: ReadonlyArray<A>, cells: (item: A) => ReadonlyArray<Cell>): ReadonlyArray<string> =>
  items.map((item) => line(kind, cells(item))).toSorted(order)

/**
 * Everything the figures are a function of, as one text that does not depend on the
 * order in which rows were read; its SHA-256 is the input hash. Times of reading and
 * syncing are not in it: the same books give the same hash.
 */
export const canonicalInput = (snapshot: LedgerSnapshot, settings: RunwaySettings): string =>
  [
    line(formulaVersion, [
      snapshot.asOf,
      snapshot.zone,
      snapshot.currency,
      snapshot.syncedAt !== null,
      snapshot.coverage.historyFrom,
      snapshot.reportCashMinor,
      settings.redBelowDays,
      settings.yellowBelowDays,
      settings.criticalBelowDays,
      settings.apHorizonDays,
      settings.burnWindowDays,
      settings.arInclusion,
      settings.burnBasis,
      settings.staleAfterHours
    ]),
    ...lines("coverage", snapshot.coverage.inputs, (entry) => [entry.input, entry.state]),
    ...lines("account", snapshot.accounts, (account) => [
      account.qboId,
      account.name,
      account.role,
      account.active,
      account.currency,
      account.balanceMinor,
      account.homeMinor,
      account.balanceSource,
      account.balanceDate
    ]),
    ...lines("open", [...snapshot.receivables, ...snapshot.payables], (item) => [
      item.entityType,
      item.qboId,
      item.docNumber,
      item.partyQboId,
      item.partyName,
      item.txnDate,
      item.dueDate,
      item.dueDerived,
      item.totalMinor,
      item.openMinor,
      item.homeOpenMinor,
      item.currency
    ]),
    ...lines("scheduled", snapshot.scheduledPayments, (payment) => [
      payment.qboId,
      payment.docNumber,
      payment.partyQboId,
      payment.partyName,
      payment.txnDate,
      payment.amountMinor,
      payment.homeAmountMinor,
      payment.currency
    ]),
    ...lines("movements", snapshot.movementDays, (day) => [day.date, day.movements, day.sha256]),
    ...lines("party", snapshot.partyBalances, (party) => [
      party.entityType,
      party.qboId,
      party.name,
      party.active,
      party.balanceMinor
    ]),
    ...lines("gl", snapshot.glAccounts, (account) => [
      account.qboId,
      account.name,
      account.role,
      account.beginningMinor,
      account.endingMinor,
      account.lineCount
    ]),
    ...lines("rejected", snapshot.rejected, (record) => [
      record.input,
      record.entityType,
      record.qboId,
      record.label,
      record.partyName,
      record.date
    ])
  ].join("\n")
