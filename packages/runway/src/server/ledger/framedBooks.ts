import type { LocalDate } from "@beep/kernel/LocalDate"
import { type DateTime, Effect, type Option } from "effect"
import { LedgerLines, type LinesAsked } from "../internal/ledger/LedgerLines.ts"
import { type FrameParts, ledgerFrame } from "./ledgerFrame.ts"

interface Read extends Omit<FrameParts, "totals"> {
  readonly knownAt: Option.Option<DateTime.Utc>
  /** First day of the fiscal year, for a trial balance; null where none is asked for. */
  readonly yearStart: LocalDate | null
}

/** What is known of the accounts and of the sums of their lines, in the caller's tenant transaction. `asked` is null where no ledger report was read. */
export const framedBooks = Effect.gen(function* () {
  const lines = yield* LedgerLines
  return Effect.fnUntraced(function* ({ knownAt, yearStart, ...parts }: Read) {
    const to = parts.records.find(({ entity_type }) => entity_type === "GeneralLedgerAccount")?.txn_date ?? null
    const spokenFrom = parts.states.find(({ entity_type }) => entity_type === "GeneralLedger")?.covers_from ?? null
    const asked: LinesAsked | null = to === null ? null : { clientId: parts.client.id, to, knownAt }
    const totals = asked === null ? [] : yield* lines.totals(asked, { spokenFrom, yearStart })
    const hasRejected = totals.some(({ rejected }) => rejected > 0)
    const rejectedLines = asked === null || !hasRejected ? [] : yield* lines.rejected(asked)
    return { frame: ledgerFrame({ ...parts, totals }), rejectedLines, asked }
  })
})
