import type { ConnectionId } from "@beep/kernel/ids"
import { Option } from "effect"
import type { MailSyncStatus } from "../../contract/mail/MailSync.ts"
import type { MailRun } from "../internal/mail/MailSyncRepo.ts"

interface Counts {
  readonly total: number
  readonly done: number
  readonly failed: number
}

/** While a run is open its items are counted; of an ended one the run keeps the counts. */
export const mailSyncStatus = (
  providerAccountId: ConnectionId,
  latest: Option.Option<MailRun>,
  counts: Counts | null,
  unfiled: number
): MailSyncStatus =>
  Option.match(latest, {
    onNone: (): MailSyncStatus => ({
      providerAccountId,
      phase: "never",
      mode: null,
      total: 0,
      done: 0,
      failed: 0,
      unfiled,
      startedAt: null,
      finishedAt: null,
      outcome: null,
      error: null
    }),
    onSome: (run): MailSyncStatus => {
      const ended = { total: run.readCount + run.failedCount, done: run.readCount, failed: run.failedCount }
      return {
        providerAccountId,
        phase: run.phase,
        mode: run.mode,
        ...(run.finishedAt === null && counts !== null ? counts : ended),
        unfiled,
        startedAt: run.startedAt,
        finishedAt: run.finishedAt,
        outcome: run.outcome,
        error: run.error
      }
    }
  })
