import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clock, Effect, Layer, Schema } from "effect"
import { Digest } from "effect/crypto"
import { LedgerWriter } from "../server/internal/ledger/LedgerWriter.ts"
import { DataIssues } from "../server/internal/sync/DataIssues.ts"
import { SafePoints } from "../server/internal/sync/SafePoints.ts"
import { SyncRuns } from "../server/internal/sync/SyncRuns.ts"
import { ledgerPart } from "../server/ledger/draft/ledgerPart.ts"
import { StepWriter } from "../server/sync/StepWriter.ts"

const decodeReport = Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))

/** The writer as a sync composes it. */
export const ledgerLoadLayer = Layer.mergeAll(
  StepWriter.layer.pipe(Layer.provide([LedgerWriter.layer, SafePoints.layer, DataIssues.layer])),
  Digest.layerWebCrypto
).pipe(Layer.provideMerge(SyncRuns.layer))

/**
 * Writes the lines of general ledger reports, of days that do not overlap, into the mirror of a client, as a first sync does: in batches, each hashed,
 * sealed and committed in a transaction of its own. Reading the report is not counted.
 */
export const ledgerLoad = Effect.fn("ledgerLoad")(function* (client: Client, reports: ReadonlyArray<string>) {
  const transaction = yield* TenantTransaction
  const runs = yield* SyncRuns
  const writer = yield* StepWriter
  const parts = yield* Effect.forEach(reports, (report) =>
    Effect.flatMap(decodeReport(report), (tree) => ledgerPart(tree, client.homeCurrency))
  )
  const lines = parts.flatMap((part) => part.lines)
  const { run } = yield* transaction.run(runs.open(client.id, "person"))
  const started = yield* Clock.currentTimeNanos
  yield* writer.drafts({ client, run: run.sync_run_id }, "GeneralLedgerLine", lines)
  return { rows: lines.length, seconds: Number((yield* Clock.currentTimeNanos) - started) / 1e9 }
})
