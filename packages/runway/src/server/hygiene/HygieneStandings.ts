import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { DateTime, Effect } from "effect"
import type { SqlError } from "effect/sql"
import type { HygieneScore } from "../../contract/hygiene/HygieneScore.ts"
import { scoreOf } from "../../contract/hygiene/score.ts"
import type { ScoreBase } from "../../contract/hygiene/scoreBase.ts"
import { severityOf } from "../internal/hygiene/IssueRows.ts"
import { type SummaryRow, summaryRows } from "../internal/hygiene/SummaryRows.ts"

interface Scanned {
  readonly organizationId: OrganizationId
  readonly clientId: ClientId
  readonly asOf: LocalDate
  readonly scannedAt: DateTime.Utc
  readonly syncedAt: DateTime.Utc | null
  readonly base: ScoreBase
}

/** The score of a summary, as the wire has it. */
export const scoreFrom = (row: SummaryRow): HygieneScore => {
  const { accuracy, completeness, consistency, timeliness, validity } = row
  return {
    score: row.score,
    level: row.level,
    basis: row.basis,
    sampleSize: row.sampleSize,
    dimensions:
      completeness === null || accuracy === null || consistency === null || timeliness === null || validity === null
        ? null
        : { completeness, accuracy, consistency, timeliness, validity },
    asOf: row.scannedAt
  }
}

/** Keeps what stands of a client after a scan or a command, counted anew in its transaction; the score is as of the scan, whenever it is kept. */
export const hygieneStandings = Effect.gen(function* () {
  const rows = yield* summaryRows

  const keep = (scan: Scanned): Effect.Effect<SummaryRow, SqlError.SqlError> =>
    Effect.gen(function* () {
      const { clientId, organizationId } = scan
      const issues = (yield* rows.standing({ organizationId, clientId })).map((row) => ({
        ruleId: row.ruleId,
        severity: severityOf(row),
        records: row.records.map(([entityType, qboId]) => ({ entityType, qboId }))
      }))
      const count = (severity: (typeof issues)[number]["severity"]) =>
        issues.filter((issue) => issue.severity === severity).length
      const { dimensions, ...scored } = scoreOf(scan.base, issues)
      const row: SummaryRow = {
        asOf: scan.asOf,
        scannedAt: scan.scannedAt,
        syncedAt: scan.syncedAt,
        critical: count("critical"),
        high: count("high"),
        medium: count("medium"),
        low: count("low"),
        ...scored,
        completeness: dimensions?.completeness ?? null,
        accuracy: dimensions?.accuracy ?? null,
        consistency: dimensions?.consistency ?? null,
        timeliness: dimensions?.timeliness ?? null,
        validity: dimensions?.validity ?? null,
        base: scan.base
      }
      yield* rows.upsert({ organizationId, clientId, ...row, knownFrom: yield* DateTime.now })
      return row
    })

  return { find: rows.find, outdated: rows.outdated, keep }
})
