import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, newId } from "@beep/kernel/ids"
import type { Client } from "@beep/tenancy/contract/Client"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import { hash } from "node:crypto"
import { burnWindow } from "../../contract/runway/burnWindow.ts"
import { defaultSettings } from "../../contract/runway/RunwaySettings.ts"
import { evidenceOf, type Finding } from "../../contract/hygiene/Finding.ts"
import { findingsOf } from "../../contract/hygiene/findings.ts"
import { IssueId } from "../../contract/hygiene/HygieneIssue.ts"
import { type Named, scanPlan, type ScanPlan } from "../../contract/hygiene/scanPlan.ts"
import { scoreBase } from "../../contract/hygiene/scoreBase.ts"
import type { LedgerSnapshot } from "../../contract/ledger/LedgerSnapshot.ts"
import { hygieneRows } from "../internal/hygiene/HygieneRows.ts"
import { issueRows, keptOf } from "../internal/hygiene/IssueRows.ts"
import { cashRoles } from "../internal/ledger/cashRoles.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { clientDecisions } from "../internal/onboarding/ClientDecisions.ts"
import { hygieneBooks } from "./hygieneBooks.ts"
import { hygieneStandings } from "./HygieneStandings.ts"

type Caller = CurrentTenant | CurrentActor

const sha256 = (text: string): string => hash("sha256", text, "hex")

const named = (finding: Finding): Named => ({
  fingerprint: sha256(evidenceOf([finding.ruleId, finding.key])),
  evidence: sha256(finding.evidence),
  finding
})

/** Before any reading: nothing that was said can have been read since. */
const never = DateTime.makeUnsafe(0)

const drifts: ReadonlySet<string> = new Set(["bank", "trial_balance"])

/**
 * Looks for what is wrong in the books of a client and keeps what changed: idempotent, a few statements whatever the number
 * of issues (runway.md 4.1). No rule asks QuickBooks.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class HygieneScan extends Context.Service<
  HygieneScan,
  {
    /** Over the books a runway was just computed from, in the same transaction. */
    readonly scan: (client: Client, snapshot: LedgerSnapshot) => Effect.Effect<void, SqlError.SqlError, Caller>
  }
>()("@beep/runway/HygieneScan") {
  static readonly layerNoDeps = Layer.effect(
    HygieneScan,
    Effect.gen(function* () {
      const audit = yield* Audit
      const reader = yield* LedgerReader
      const random = yield* SecureRandom.SecureRandom
      const rows = yield* hygieneRows
      const issues = yield* issueRows
      const standings = yield* hygieneStandings
      const roles = yield* cashRoles
      const decisions = yield* clientDecisions

      const read = Effect.fnUntraced(function* (clientId: ClientId, snapshot: LedgerSnapshot, now: DateTime.Utc) {
        const { organizationId } = yield* CurrentTenant
        const place = { organizationId, clientId }
        const records = yield* rows.records({ ...place, asOf: snapshot.asOf })
        const words = records.length === 0 ? new Map<string, never>() : yield* reader.words(clientId, records)
        const window = burnWindow(snapshot, defaultSettings)
        const known = yield* rows.transactions({ ...place, from: window.from, to: window.to })
        const found = yield* rows.problems(place)
        const { connection, readAt } = yield* rows.standing({ ...place, syncPoint: snapshot.syncPoint })
        const books = hygieneBooks({
          snapshot,
          rows: records,
          words,
          connection: connection ?? "never",
          payroll: (yield* decisions.find(place)).payroll,
          histories: yield* rows.histories(place),
          decidedAccounts: new Set((yield* roles.decided(clientId, Option.none())).keys()),
          transactions: new Map(known.map(({ entityType, homeAmount, qboId }) => [`${entityType}/${qboId}`, homeAmount])),
          problems: found.filter(({ kind }) => kind !== "drift"),
          drifting: found.some(({ kind, qboId }) => kind === "drift" && drifts.has(qboId)),
          now
        })
        return { books, readAt: readAt ?? never }
      })

      const note = Effect.fnUntraced(function* (clientId: ClientId, plan: ScanPlan) {
        const events = [
          ["issue.opened", plan.opened.length],
          ["issue.resolved", plan.resolved.length],
          ["issue.reopened", plan.reopened.length]
        ] as const
        for (const [action, count] of events) {
          if (count === 0) continue
          yield* audit.append({ action, entityType: "client", entityId: clientId, clientId, result: "ok", after: { count } })
        }
      })

      const scan = Effect.fn("HygieneScan.scan")(function* (client: Client, snapshot: LedgerSnapshot) {
        const { organizationId } = yield* CurrentTenant
        const place = { organizationId, clientId: client.id }
        yield* issues.hold(place)
        const at = yield* DateTime.now
        const { books, readAt } = yield* read(client.id, snapshot, at)
        const findings = findingsOf(books).map(named)
        const before = yield* standings.find(place)
        const kept = yield* issues.kept(
          place,
          findings.map(({ fingerprint }) => fingerprint)
        )
        const plan = scanPlan(findings, kept.map(keptOf), { at, readAt, today: snapshot.asOf })
        if (plan.opened.length > 0) {
          const opened = yield* Effect.forEach(plan.opened, (one) =>
            Effect.map(newId(IssueId), (issueId) => ({ ...one, issueId }))
          ).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
          yield* issues.insert(place, opened, at)
        }
        const seenAt = Option.match(before, { onNone: () => at, onSome: ({ scannedAt }) => scannedAt })
        if (plan.changed.length > 0) yield* issues.update(place, plan.changed, null, seenAt)
        yield* note(client.id, plan)
        yield* standings.keep({
          ...place,
          asOf: snapshot.asOf,
          scannedAt: at,
          syncedAt: snapshot.syncedAt,
          base: scoreBase(books)
        })
        yield* Effect.annotateCurrentSpan({ "hygiene.findings": findings.length, "hygiene.opened": plan.opened.length })
      })

      return HygieneScan.of({ scan })
    })
  )

  static readonly layer = HygieneScan.layerNoDeps.pipe(Layer.provide(LedgerReader.layer))
}
