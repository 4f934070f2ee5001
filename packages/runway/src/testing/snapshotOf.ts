import { Effect } from "effect"
import { Digest } from "effect/crypto"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { dayText } from "../contract/ledger/MovementDay.ts"
import { order } from "../contract/runway/orderedBooks.ts"
import type { AccountLines } from "../server/internal/ledger/LedgerLine.ts"
import type { StoredRecord } from "../server/internal/ledger/StoredRecord.ts"
import { assembleSnapshot, type SnapshotParts } from "../server/ledger/assembleSnapshot.ts"
import { type Detail, foldLines, keysRead } from "../server/ledger/foldLines.ts"
import { type FrameParts, ledgerFrame } from "../server/ledger/ledgerFrame.ts"
import { isRejected } from "../server/ledger/rejectedRecords.ts"

/** What PostgreSQL answers of the lines, without a database; of the sums over days nothing. */
const totalsOf = (lines: ReadonlyArray<StoredRecord>): ReadonlyArray<AccountLines> =>
  [...Map.groupBy(lines, (line) => `${line.facts.accountKey} ${line.account_id}`).values()].flatMap((ofAccount) => {
    const [first] = ofAccount
    if (first === undefined) return []
    const rejected = ofAccount.filter(isRejected).length
    return [
      {
        accountKey: first.facts.accountKey ?? "",
        account_id: first.account_id,
        lines: ofAccount.length - rejected,
        spokenLines: 0,
        spokenMinor: 0n,
        earlierMinor: 0n,
        rejected
      }
    ]
  })

/** A snapshot by the functions of a read, from records that stand in no database; the lines of the ledger report are among them. */
export const snapshotOf = Effect.fn("snapshotOf")(function* (
  parts: Omit<FrameParts, "totals"> & Pick<SnapshotParts, "readAt" | "lastRun">,
  detail: Detail = "all"
) {
  const { asOf, client, lastRun, readAt, roles, states } = parts
  const isLine = ({ entity_type }: StoredRecord) => entity_type === "GeneralLedgerLine"
  const lines = parts.records.filter(isLine)
  const records = parts.records.filter((record) => !isLine(record))
  const frame = ledgerFrame({ client, asOf, records, states, roles, totals: totalsOf(lines) })
  const fold = foldLines(frame, detail)
  const digest = yield* Digest.Digest
  const keys = new Set(keysRead(frame, detail))
  const read = lines.filter((line) => !isRejected(line) && keys.has(line.facts.accountKey ?? ""))
  const byDay = [...Map.groupBy(read, (line) => line.txn_date)].flatMap(
    ([date, ofDay]): ReadonlyArray<readonly [LocalDate, ReadonlyArray<StoredRecord>]> => (date === null ? [] : [[date, ofDay]])
  )
  const days = yield* Effect.forEach(
    byDay.toSorted(([left], [right]) => order(left, right)),
    ([date, ofDay]) => {
      const moved = fold.add(ofDay)
      return Effect.map(digest.digestHex(Digest.sha256, new TextEncoder().encode(dayText(moved))), (sha256) => ({
        date,
        movements: moved.length,
        sha256
      }))
    }
  )
  return assembleSnapshot({
    client,
    asOf,
    readAt,
    records,
    states,
    lastRun,
    frame,
    lines: fold.end(days.filter(({ movements }) => movements > 0)),
    rejectedLines: lines.filter(isRejected)
  })
}, Effect.provide(Digest.layerWebCrypto))
