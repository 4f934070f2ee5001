import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { DateTime } from "effect"
import type { TieOutResult } from "./TieOutResult.ts"

export interface CertificateSubject {
  readonly clientId: ClientId
  readonly syncRunId: SyncRunId
  readonly comparedAt: DateTime.Utc
}

type Cell = string | bigint | number | null

const line = (...cells: ReadonlyArray<Cell>): string =>
  JSON.stringify(cells.map((cell) => (typeof cell === "bigint" ? cell.toString() : cell)))

/**
 * The text whose SHA-256 a certificate carries and the audit log names. One line per fact,
 * in the order of the result. Names are not in it: the hash stays checkable after a
 * client's key is destroyed, and says nothing about whom it concerned.
 */
export const canonicalTieOut = (subject: CertificateSubject, result: TieOutResult): string =>
  [
    line(
      result.version,
      subject.clientId,
      subject.syncRunId,
      DateTime.formatIso(subject.comparedAt),
      result.asOf,
      result.currency,
      result.outcome,
      result.differing
    ),
    ...result.sections.flatMap((part) => [
      line("section", part.section, part.outcome, part.reason, part.compared, part.oursMinor, part.theirsMinor, part.differing),
      ...(part.report === null
        ? []
        : [line("report", part.report.name, part.report.day, part.report.madeAt, part.report.sha256)]),
      ...part.entities.flatMap((entity) => [
        line("entity", entity.entityType, entity.qboId, entity.oursMinor, entity.theirsMinor),
        ...entity.buckets.map((bucket) => line("bucket", bucket.bucket, bucket.oursMinor, bucket.theirsMinor))
      ])
    ])
  ].join("\n")
