import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import type { Finding } from "../../../src/contract/hygiene/Finding.ts"
import { IssueId } from "../../../src/contract/hygiene/HygieneIssue.ts"
import { type KeptIssue, type Named, scanPlan } from "../../../src/contract/hygiene/scanPlan.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { asOf, readAt } from "../../../src/testing/books.ts"
import { day } from "../../../src/testing/hygieneBooks.ts"

const issueId = Schema.decodeSync(IssueId)("0190a000-0000-7000-8000-000000000001")

const finding: Finding = {
  ruleId: "HYG-10",
  severity: "medium",
  key: "Invoice/1",
  records: [{ entityType: "Invoice", qboId: QboId.make("1") }],
  amountMinor: 100n,
  date: asOf,
  facts: { count: 1, days: 2, overdue: 3, hours: 4, comparedMinor: 5n, cause: "stale" },
  evidence: "seen"
}

const named = (more: Partial<Finding> = {}): Named => {
  const one = { ...finding, ...more }
  return { fingerprint: one.key, evidence: one.evidence, finding: one }
}

const kept: KeptIssue = {
  issueId,
  version: 7,
  fingerprint: finding.key,
  life: {
    status: "open",
    evidence: finding.evidence,
    reviewReason: null,
    snoozedUntil: null,
    resolvedAt: null,
    writePending: false,
    undo: null
  },
  content: finding
}

const at = DateTime.add(readAt, { hours: 1 })
const planOf = (findings: ReadonlyArray<Named>, issues: ReadonlyArray<KeptIssue> = [kept]) =>
  scanPlan(findings, issues, { at, readAt: at, today: asOf })

describe("what a scan changes", () => {
  it("is nothing of an issue that is found as it was", () => {
    assert.deepStrictEqual(planOf([named()]), { opened: [], changed: [], resolved: [], reopened: [] })
  })

  it.each([
    ["its severity", { severity: "high" }],
    ["its amount", { amountMinor: 101n }],
    ["its day", { date: day(1) }],
    ["how many", { facts: { ...finding.facts, count: 9 } }],
    ["how many days", { facts: { ...finding.facts, days: 9 } }],
    ["how late", { facts: { ...finding.facts, overdue: 9 } }],
    ["how many hours", { facts: { ...finding.facts, hours: 9 } }],
    ["what it is compared with", { facts: { ...finding.facts, comparedMinor: 9n } }],
    ["its cause", { facts: { ...finding.facts, cause: "needs_reconnect" } }],
    ["its records", { records: [...finding.records, { entityType: "Invoice", qboId: QboId.make("2") }] }]
  ] as const)("is what is kept, and not the version somebody saw, where %s changed", (_what, more: Partial<Finding>) => {
    const now = named(more)
    assert.deepStrictEqual(planOf([now]), {
      opened: [],
      changed: [{ ...kept, content: now.finding }],
      resolved: [],
      reopened: []
    })
  })

  it("is its version too where its records are others, and it is neither gone nor back for that", () => {
    const plan = planOf([named({ evidence: "other" })])
    assert.deepStrictEqual(
      plan.changed.map(({ life, version }) => [life.status, life.evidence, version]),
      [["open", "other", 8]]
    )
    assert.deepStrictEqual([plan.resolved, plan.reopened], [[], []])
  })

  it("is that it is gone, with what was last seen of it, and that it is back", () => {
    const gone = planOf([])
    const [away] = gone.changed
    assert.deepStrictEqual([away?.life.status, away?.content, away?.version], ["auto_resolved", finding, 8])
    assert.deepStrictEqual([gone.resolved, gone.reopened], [[issueId], []])
    const back = planOf([named()], away === undefined ? [] : [away])
    assert.deepStrictEqual([back.changed[0]?.life.status, back.changed[0]?.version], ["reopened", 9])
    assert.deepStrictEqual([back.resolved, back.reopened, back.opened], [[], [issueId], []])
  })

  it("is opened where nobody knows it", () => {
    const other = named({ key: "Invoice/2" })
    const plan = planOf([named(), other])
    assert.deepStrictEqual([plan.opened, plan.changed], [[other], []])
  })
})
