import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { addDays, LocalDate, todayIn } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Feature } from "@beep/tenancy/contract/Feature"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Schema } from "effect"
import { type HygieneIssue, IssueId } from "../../src/contract/hygiene/HygieneIssue.ts"
import { priorityOf } from "../../src/contract/hygiene/priority.ts"
import type { Tray } from "../../src/contract/hygiene/Tray.ts"
import type { TrayCommand } from "../../src/contract/hygiene/TrayCommand.ts"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { Hygiene } from "../../src/server/hygiene/Hygiene.ts"
import { HygieneFixes } from "../../src/server/hygiene/HygieneFixes.ts"
import { HygieneHistory } from "../../src/server/hygiene/HygieneHistory.ts"
import { PriorityCalculator } from "../../src/server/hygiene/PriorityCalculator.ts"
import { LedgerReader } from "../../src/server/internal/ledger/LedgerReader.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { AfterSyncServices, RunwayServices } from "../../src/server/RunwayLayer.ts"
import { Runway } from "../../src/server/runway/Runway.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, type Company, invoice, row, smallCompany } from "../sync/support/companies.ts"
import { unhurried } from "../sync/support/suite.ts"

/** How often the smart part was asked: the real one, counted. */
let invocations = 0
const counted = Layer.succeed(
  PriorityCalculator,
  PriorityCalculator.of({
    rank: (issues, context) => {
      invocations += 1
      return issues.map((issue) => priorityOf(issue, context))
    }
  })
)

const suite = Layer.mergeAll(
  Sync.layer,
  Hygiene.layerNoDeps.pipe(Layer.provide([counted, LedgerReader.layer])),
  HygieneFixes.layer,
  HygieneHistory.layer
).pipe(
  Layer.provideMerge(AfterSyncServices),
  Layer.provideMerge(RunwayServices),
  Layer.provideMerge(AuditTrail.layer),
  Layer.provideMerge(Ledger.layer),
  Layer.provideMerge(unhurried),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

let companies = 0

const dated =
  (today: LocalDate) =>
  (id: number, balance: number, more: Readonly<Record<string, unknown>> = {}) =>
    invoice(id, balance, { TxnDate: addDays(today, -10), DueDate: addDays(today, 20), ...more })

const company = (invoices: Company["entities"][string], more: Company["entities"] = {}): Company => {
  const base = smallCompany(invoices ?? [])
  return {
    entities: {
      ...base.entities,
      Customer: [row(1, { DisplayName: "Amy's Bird Sanctuary", PrimaryEmailAddr: { Address: "amy@birds.example" } })],
      ...more
    },
    reports: {}
  }
}

/** A client of the first firm over a company that a test changes, read once. */
const desk = Effect.fnUntraced(function* (first: (today: LocalDate) => Company) {
  const { a, b } = yield* twoTenants
  const intuit = yield* StandInIntuit
  const sync = yield* Sync
  const hygiene = yield* Hygiene
  const today = yield* todayIn(a.clients.shared.timezone)
  companies += 1
  const clientId = a.clients.shared.id
  const read = (books: Company) =>
    Effect.andThen(
      Effect.sync(() => (intuit.data = answer(books))),
      as(a.advisor)(sync.run(clientId))
    )
  intuit.data = answer(first(today))
  yield* as(a.advisor)(TestConnections.connect(clientId, `9130359900${companies}`, `hygiene-${clientId}`))
  yield* read(first(today))
  const tray = (query: Parameters<Hygiene["Service"]["tray"]>[1] = {}) => as(a.advisor)(hygiene.tray(clientId, query))
  const act = (command: TrayCommand) => as(a.advisor)(hygiene.act(clientId, command))
  return { a, b, act, client: a.clients.shared, clientId, hygiene, invoiceOf: dated(today), read, today, tray }
})

const seen = (issues: ReadonlyArray<HygieneIssue>) => issues.map(({ issueId, version }) => ({ issueId, version }))

const undated = (issues: ReadonlyArray<HygieneIssue>) => issues.filter(({ ruleId }) => ruleId === "HYG-06")

const Row = Schema.Struct({ n: Schema.Int, versions: Schema.NullOr(Schema.Int), written: Schema.String })

/** What is kept of a client's issues, as one fingerprint. */
const keptOf = (clientId: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`
      select count(*)::int as n, sum(row_version)::int as versions,
        md5(coalesce(string_agg(xmin::text || issue_id::text || status, ',' order by issue_id), '')) as written
      from runway.hygiene_issue where client_id = ${clientId}::uuid`
  ).pipe(Effect.flatMap(([one]) => Schema.decodeUnknownEffect(Row)(one)))

const switchOn = Effect.fnUntraced(function* ({ owner }: Firm) {
  const flags = yield* FeatureFlags
  const decide = (feature: Feature, enabled: boolean) =>
    as(owner)(flags.override({ memberId: null, feature, enabled, reason: "a trial", expiresAt: null }))
  yield* decide("runway.priority", true)
  yield* decide("basic_ritual_only", false)
})

const actionsOf = (clientId: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`select action from audit.entry where client_id = ${clientId}::uuid and action like 'issue.%' order by id`
  ).pipe(Effect.map((rows) => rows.map((one) => String(one["action"]))))

layer(suite, { excludeTestServices: true, timeout: "2 minutes" })("P1-3.1 hygiene after a sync", (it) => {
  it.effect("finds what is wrong, by name, once; resolves it when it is put right, and has it back when it returns", () =>
    Effect.gen(function* () {
      const { clientId, invoiceOf, read, today, tray } = yield* desk((day) =>
        company([dated(day)(1, 300, { DueDate: undefined }), dated(day)(2, 200)])
      )
      const first = yield* tray()
      const [issue] = undated(first.items)
      assert.deepStrictEqual(
        [issue?.severity, issue?.status, issue?.amount?.minor, issue?.cashRelevant, issue?.fixes, issue?.date],
        ["high", "open", 30_000n, true, ["set_due_date"], addDays(today, -10)]
      )
      assert.deepStrictEqual(
        issue?.records.map(({ deepLink, entityType, open, partyName, qboId, title }) => [
          entityType,
          qboId,
          title,
          partyName,
          open?.minor,
          deepLink
        ]),
        [["Invoice", "1", "INV-1", "Amy's Bird Sanctuary", 30_000n, "https://app.qbo.intuit.com/app/invoice?txnId=1"]]
      )
      assert.strictEqual(first.counts.high, first.items.filter(({ severity }) => severity === "high").length)
      const before = yield* keptOf(clientId)
      yield* read(company([invoiceOf(1, 300, { DueDate: undefined }), invoiceOf(2, 200)]))
      assert.deepStrictEqual(yield* keptOf(clientId), before, "a rescan of the same books writes no issue")
      yield* read(company([invoiceOf(1, 300), invoiceOf(2, 200)]))
      assert.deepStrictEqual(undated((yield* tray()).items), [])
      assert.deepStrictEqual(
        undated((yield* tray({ view: "resolved" })).items).map(({ issueId, status }) => [issueId, status]),
        [[issue?.issueId, "auto_resolved"]]
      )
      yield* read(company([invoiceOf(1, 300, { DueDate: undefined }), invoiceOf(2, 200)]))
      const [back] = undated((yield* tray()).items)
      assert.deepStrictEqual([back?.issueId, back?.status], [issue?.issueId, "reopened"])
      assert.includeMembers([...(yield* actionsOf(clientId))], ["issue.opened", "issue.resolved", "issue.reopened"])
    })
  )

  it.effect(
    "takes a review, hides it, counts it this week, takes it back within a day, and asks again when the record changes",
    () =>
      Effect.gen(function* () {
        const { act, clientId, invoiceOf, read, tray } = yield* desk((day) =>
          company([dated(day)(1, 300, { DueDate: undefined }), dated(day)(2, 200)])
        )
        const before = yield* tray()
        const [issue] = undated(before.items)
        assert.isDefined(issue)
        if (issue === undefined) return
        const review = { action: "review", reason: "as_intended", issues: seen([issue]) } as const
        const answered = yield* act(review)
        assert.deepStrictEqual(
          answered.results.map(({ issue: now, outcome }) => [outcome, now?.status, now?.version, now?.undoUntil !== null]),
          [["done", "reviewed", 2, true]]
        )
        assert.strictEqual(answered.progress.fixed, before.progress.fixed + 1)
        assert.strictEqual(answered.progress.total, before.progress.total, "it only changes its side")
        assert.isAtLeast(answered.score?.score ?? 0, before.score?.score ?? 0)
        assert.deepStrictEqual(undated((yield* tray()).items), [])
        const twice = yield* act(review)
        assert.deepStrictEqual(
          twice.results.map(({ issue: now, outcome }) => [outcome, now?.version]),
          [["stale", 2]],
          "a double click changes nothing"
        )
        const back = yield* act({ action: "undo", issues: [{ issueId: issue.issueId, version: 2 }] })
        assert.deepStrictEqual(
          back.results.map(({ issue: now }) => now?.status),
          ["open"]
        )
        const again = yield* act({ ...review, issues: [{ issueId: issue.issueId, version: 3 }] })
        assert.strictEqual(again.results[0]?.outcome, "done")
        yield* read(company([invoiceOf(1, 300, { DueDate: undefined }), invoiceOf(2, 200)]))
        assert.deepStrictEqual(undated((yield* tray()).items), [], "as it was")
        yield* read(company([invoiceOf(1, 299, { DueDate: undefined }), invoiceOf(2, 200)]))
        assert.deepStrictEqual(
          undated((yield* tray()).items).map(({ status }) => status),
          ["reopened"]
        )
        assert.includeMembers([...(yield* actionsOf(clientId))], ["issue.reviewed", "issue.undone"])
      })
  )

  it.effect("believes a word that something is fixed until the next reading, and proves or refutes it then", () =>
    Effect.gen(function* () {
      const wrong = { DueDate: undefined }
      const { act, invoiceOf, read, tray } = yield* desk((day) =>
        company([dated(day)(1, 300, { DueDate: undefined }), dated(day)(2, 200, { DueDate: undefined })])
      )
      const said = yield* act({ action: "mark_fixed", issues: seen(undated((yield* tray()).items)) })
      assert.deepStrictEqual(
        said.results.map(({ issue }) => issue?.status),
        ["fixing", "fixing"]
      )
      yield* read(company([invoiceOf(1, 300), invoiceOf(2, 200, wrong)]))
      assert.deepStrictEqual(
        undated((yield* tray()).items).map(({ records, status }) => [String(records[0]?.qboId), status]),
        [["2", "reopened"]]
      )
      const settled = yield* tray({ view: "resolved" })
      assert.deepStrictEqual(
        undated(settled.items).map(({ status }) => status),
        ["fixed"]
      )
      assert.strictEqual(settled.progress.fixed, 1)
    })
  )

  it.effect("waits for an ordered fix whatever is read, and opens again when QuickBooks had changed", () =>
    Effect.gen(function* () {
      const { a, client, clientId, invoiceOf, read, tray } = yield* desk((day) =>
        company([dated(day)(1, 300, { DueDate: undefined })])
      )
      const fixes = yield* HygieneFixes
      const transaction = yield* TenantTransaction
      const [issue] = undated((yield* tray()).items)
      if (issue === undefined) return assert.fail("no issue")
      const by = as(a.advisor)
      const wanted = { issueId: issue.issueId, version: issue.version }
      assert.strictEqual((yield* by(transaction.run(fixes.request(client, wanted, "add_email")))).outcome, "not_possible")
      assert.deepStrictEqual(yield* by(transaction.run(fixes.request(client, wanted, "set_due_date"))), {
        outcome: "done",
        record: { entityType: "Invoice", qboId: QboId.make("1") }
      })
      assert.strictEqual((yield* by(transaction.run(fixes.request(client, wanted, "set_due_date")))).outcome, "stale")
      yield* read(company([invoiceOf(1, 300)]))
      assert.deepStrictEqual(
        undated((yield* tray()).items).map(({ status }) => status),
        ["fixing"]
      )
      assert.isTrue(yield* by(transaction.run(fixes.settle(client, issue.issueId, "conflicted"))))
      assert.isFalse(yield* by(transaction.run(fixes.settle(client, issue.issueId, "recorded"))), "once")
      yield* read(company([invoiceOf(1, 300, { DueDate: undefined })]))
      const [open] = undated((yield* tray()).items)
      assert.strictEqual(open?.status, "open")
      yield* by(transaction.run(fixes.request(client, { issueId: issue.issueId, version: open?.version ?? 0 }, "set_due_date")))
      yield* by(transaction.run(fixes.settle(client, issue.issueId, "recorded")))
      yield* read(company([invoiceOf(1, 300)]))
      assert.deepStrictEqual(
        undated((yield* tray({ view: "resolved" })).items).map(({ status }) => status),
        ["fixed"]
      )
      assert.includeMembers(
        [...(yield* actionsOf(clientId))],
        ["issue.fix_requested", "issue.fix_conflicted", "issue.fix_recorded"]
      )
    })
  )
})

const hundredAndOne = (day: LocalDate) =>
  company(Array.from({ length: 101 }, (_, at) => dated(day)(at + 1, 100 + at, { DueDate: undefined })))

layer(suite, { excludeTestServices: true, timeout: "2 minutes" })("P1-3.3 the tray", (it) => {
  it.effect("P1-3.2 P1-3.3 pages without gap or repetition, in the basic order, and says the first three", () =>
    Effect.gen(function* () {
      const { tray } = yield* desk(hundredAndOne)
      const pages: Array<HygieneIssue> = []
      let cursor: Parameters<typeof tray>[0] = { limit: 40 }
      for (;;) {
        const page: Tray = yield* tray(cursor)
        pages.push(...page.items)
        assert.deepStrictEqual(
          page.top.map(({ issueId }) => issueId),
          pages.slice(0, 3).map(({ issueId }) => issueId)
        )
        if (page.nextCursor === null) break
        cursor = { limit: 40, cursor: page.nextCursor }
      }
      const { counts } = yield* tray({ limit: 1 })
      assert.strictEqual(pages.length, counts.critical + counts.high + counts.medium + counts.low)
      assert.strictEqual(new Set(pages.map(({ issueId }) => issueId)).size, pages.length)
      const rank = { critical: 0, high: 1, medium: 2, low: 3 } as const
      // runway.md 4.5: severity, cash first, the largest, the oldest, the id.
      const size = (issue: HygieneIssue): number => Math.abs(Number(issue.amount?.minor ?? 0n))
      const golden = pages.toSorted(
        (a, b) =>
          rank[a.severity] - rank[b.severity] ||
          Number(b.cashRelevant) - Number(a.cashRelevant) ||
          size(b) - size(a) ||
          DateTime.toEpochMillis(a.firstSeenAt) - DateTime.toEpochMillis(b.firstSeenAt) ||
          (a.issueId < b.issueId ? -1 : 1)
      )
      assert.deepStrictEqual(
        pages.map(({ issueId }) => issueId),
        golden.map(({ issueId }) => issueId)
      )
      assert.strictEqual(undated(pages).length, 101)
      const filtered = yield* tray({ rule: "HYG-06", severity: "high", cashRelevant: "true", limit: 100 })
      assert.strictEqual(filtered.items.length, 100)
      assert.strictEqual((yield* tray({ rule: "HYG-06", cashRelevant: "false" })).items.length, 0)
    })
  )

  it.effect("P1-3.3 answers a hundred in one command, item by item, and leaves the rest done", () =>
    Effect.gen(function* () {
      const { a, act, b, clientId, hygiene, tray } = yield* desk(hundredAndOne)
      const { items } = yield* tray({ rule: "HYG-06", limit: 100 })
      const [stale, stranger, ...rest] = seen(items)
      if (stale === undefined || stranger === undefined) return assert.fail("no issues")
      const nobody = { issueId: IssueId.make("0190a000-0000-7000-8000-00000000dead"), version: 1 }
      const { counts, progress, results } = yield* act({
        action: "review",
        reason: "not_worth_fixing",
        issues: [{ ...stale, version: 9 }, nobody, ...rest]
      })
      assert.deepStrictEqual(
        results.map(({ outcome }) => outcome),
        ["stale", "not_found", ...rest.map(() => "done")]
      )
      assert.strictEqual(results.length, 100)
      assert.isNull(results[1]?.issue)
      assert.strictEqual((yield* tray({ rule: "HYG-06" })).items.length, 3)
      assert.strictEqual(progress.fixed, 98)
      assert.deepStrictEqual(counts, (yield* tray()).counts)
      assert.strictEqual((yield* actionsOf(clientId)).filter((action) => action === "issue.reviewed").length, 98)
      // Another firm's issues are nobody's, and its client is not there.
      const elsewhere = yield* Effect.flip(as(b.owner)(hygiene.act(clientId, { action: "mark_fixed", issues: [stranger] })))
      assert.strictEqual(elsewhere._tag, "NotFound")
      const crossed = yield* as(a.owner)(hygiene.act(a.clients.unassigned.id, { action: "mark_fixed", issues: [stranger] }))
      assert.deepStrictEqual(
        crossed.results.map(({ outcome }) => outcome),
        ["not_found"]
      )
    })
  )

  it.effect("P1-2.1 counts and score of a past time are those that were shown then, whatever was answered or read since", () =>
    Effect.gen(function* () {
      const { a, act, clientId, invoiceOf, read, tray } = yield* desk((day) =>
        company([dated(day)(1, 300, { DueDate: undefined }), dated(day)(2, 200, { DueDate: undefined })])
      )
      const history = yield* HygieneHistory
      const at = (...asked: Parameters<HygieneHistory["Service"]["at"]>) => as(a.advisor)(history.at(...asked))
      const shown: Array<readonly [DateTime.Utc, unknown]> = []
      const look = Effect.gen(function* () {
        const { standing } = yield* at(clientId)
        const { counts, score } = yield* tray()
        assert.deepStrictEqual(standing && [standing.critical, standing.high, standing.score, standing.level], [
          counts.critical,
          counts.high,
          score?.score,
          score?.level
        ])
        shown.push([yield* DateTime.now, standing])
      })
      yield* look
      const [first, ...rest] = seen((yield* tray({ rule: "HYG-06" })).items)
      if (first === undefined) return assert.fail("no issues")
      yield* act({ action: "review", reason: "not_worth_fixing", issues: [first, ...rest] })
      yield* look
      yield* read(company([invoiceOf(1, 300), invoiceOf(2, 0, { TotalAmt: 0 })]))
      yield* look
      assert.isAbove(new Set(shown.map(([, standing]) => JSON.stringify(standing))).size, 2)
      for (const [time, standing] of shown) assert.deepStrictEqual((yield* at(clientId, time)).standing, standing)
      const never = DateTime.subtract(shown[0]?.[0] ?? (yield* DateTime.now), { days: 1 })
      assert.isNull((yield* at(clientId, never)).standing)
      const ahead = yield* Effect.flip(at(clientId, DateTime.add(yield* DateTime.now, { days: 2 })))
      assert.strictEqual(ahead._tag, "ValidationFailed")
      const household = yield* Effect.flip(as(a.owner)(history.at(a.clients.advised.id)))
      assert.strictEqual(household._tag, "NotFound")
    })
  )

  it.effect("P1-3.3 refuses issues of several rules and does nothing then; a household has no tray", () =>
    Effect.gen(function* () {
      const { a, act, hygiene, tray } = yield* desk((day) =>
        company([dated(day)(1, 300, { DueDate: undefined }), dated(day)(2, 0, { TotalAmt: 0 })])
      )
      const { items } = yield* tray()
      assert.isAbove(new Set(items.map(({ ruleId }) => ruleId)).size, 1)
      const refused = yield* Effect.flip(act({ action: "mark_fixed", issues: seen(items) }))
      assert.strictEqual(refused._tag, "ValidationFailed")
      assert.deepStrictEqual((yield* tray()).items, items)
      assert.strictEqual((yield* Effect.flip(as(a.owner)(hygiene.tray(a.clients.advised.id, {}))))._tag, "NotFound")
      const empty = yield* as(a.owner)(hygiene.tray(a.clients.unassigned.id, {}))
      assert.deepStrictEqual([empty.scannedAt, empty.score, empty.items], [null, null, []])
    })
  )

  it.effect("P1-3.2 asks the calculator nothing behind the gate and once without it, and orders by what it says", () =>
    Effect.gen(function* () {
      const { a, tray } = yield* desk((day) =>
        company([dated(day)(1, 300, { DueDate: undefined }), dated(day)(2, 200, { DueDate: addDays(day, -100) })])
      )
      invocations = 0
      const basic = yield* tray({ sort: "runway_days" })
      assert.strictEqual(invocations, 0)
      assert.strictEqual(basic.sort, "basic")
      assert.isTrue(
        basic.items.every((issue) => !("priority" in issue)),
        "absent, not null"
      )
      yield* switchOn(a)
      const smart = yield* tray()
      assert.strictEqual(invocations, 1)
      assert.strictEqual(smart.sort, "priority")
      const scores = smart.items.map(({ priority }) => priority?.score ?? -1)
      assert.deepStrictEqual(
        scores,
        scores.toSorted((x, y) => y - x)
      )
      assert.isAbove(new Set(scores).size, 1)
      assert.sameMembers(
        smart.items.map(({ issueId }) => issueId),
        basic.items.map(({ issueId }) => issueId)
      )
      const first = yield* tray({ limit: 1 })
      assert.isNotNull(first.nextCursor)
      if (first.nextCursor === null) return
      const second = yield* tray({ limit: 1, cursor: first.nextCursor })
      assert.deepStrictEqual(
        [...first.items, ...second.items].map(({ issueId }) => issueId),
        smart.items.slice(0, 2).map(({ issueId }) => issueId)
      )
      assert.strictEqual((yield* Effect.flip(tray({ sort: "runway_days", cursor: first.nextCursor })))._tag, "ValidationFailed")
    })
  )

  it.effect("is kept in step by the recomputation that follows a decision about cash too", () =>
    Effect.gen(function* () {
      const { a, clientId, tray } = yield* desk((day) => company([dated(day)(1, 300)]))
      const runway = yield* Runway
      const first = yield* tray()
      yield* as(a.advisor)(runway.refresh(clientId))
      const second = yield* tray()
      assert.notDeepEqual(first.scannedAt, second.scannedAt)
      assert.deepStrictEqual(
        second.items.map(({ issueId }) => issueId),
        first.items.map(({ issueId }) => issueId)
      )
    })
  )
})
