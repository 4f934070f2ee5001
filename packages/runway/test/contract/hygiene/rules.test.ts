import { TimeZoneName } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { evidenceOf, type Finding } from "../../../src/contract/hygiene/Finding.ts"
import { findingsOf } from "../../../src/contract/hygiene/findings.ts"
import type { HygieneBooks } from "../../../src/contract/hygiene/HygieneBooks.ts"
import { IssueId } from "../../../src/contract/hygiene/HygieneIssue.ts"
import { RuleId } from "../../../src/contract/hygiene/Rule.ts"
import { type KeptIssue, type Named, scanPlan } from "../../../src/contract/hygiene/scanPlan.ts"
import { account, asOf, dollars, readAt } from "../../../src/testing/books.ts"
import { bill, hygiene, invoice, paid } from "../../../src/testing/hygieneBooks.ts"
import { ledger, type RuleCase } from "./caseBooks.ts"
import { documentCases } from "./documentCases.ts"
import { masterCases } from "./masterCases.ts"

const cases: Readonly<Record<RuleId, RuleCase>> = { ...documentCases, ...masterCases }

const severities = (ruleId: RuleId, parts: Partial<HygieneBooks>) =>
  findingsOf(hygiene(parts))
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ severity }) => severity)

const named = (finding: Finding): Named => ({
  fingerprint: evidenceOf([finding.ruleId, finding.key]),
  evidence: finding.evidence,
  finding
})

const namedOf = (ruleId: RuleId, parts: Partial<HygieneBooks>) =>
  findingsOf(hygiene(parts))
    .filter((finding) => finding.ruleId === ruleId)
    .map(named)

const moment = (hours: number) => {
  const at = DateTime.add(readAt, { hours })
  return { at, readAt: at, today: asOf }
}

const id = Schema.decodeSync(IssueId)("0190a000-0000-7000-8000-000000000001")

const first = (issue: Named): KeptIssue => ({
  issueId: id,
  version: 1,
  fingerprint: issue.fingerprint,
  life: {
    status: "open",
    evidence: issue.evidence,
    reviewReason: null,
    snoozedUntil: null,
    resolvedAt: null,
    writePending: false,
    undo: null
  },
  content: issue.finding
})

describe("P1-3.1 the rules of hygiene", () => {
  it("are all in the table", () => {
    assert.deepStrictEqual(Object.keys(cases), [...RuleId.literals])
  })

  it("find nothing in books that are right", () => {
    const clean = hygiene({
      documents: [bill("1"), invoice("2"), paid("BillPayment", "3"), paid("Payment", "4")],
      ...ledger({ accounts: [account("35", dollars(10))], zone: TimeZoneName.make("America/New_York") }),
      decidedAccounts: new Set(["35"])
    })
    assert.deepStrictEqual(findingsOf(clean), [])
  })

  it.each(RuleId.literals)("P1-3.1 %s: positive", (ruleId) => {
    assert.deepStrictEqual(severities(ruleId, cases[ruleId].wrong), cases[ruleId].finds)
  })

  it.each(RuleId.literals)("P1-3.1 %s: negative", (ruleId) => {
    assert.deepStrictEqual(severities(ruleId, cases[ruleId].right), [])
  })

  it.each(RuleId.literals.flatMap((ruleId) => cases[ruleId].edges.map(([what]) => ({ ruleId, what }))))(
    "P1-3.1 $ruleId: boundary, $what",
    ({ ruleId, what }) => {
      const edge = cases[ruleId].edges.find(([name]) => name === what)
      assert.deepStrictEqual(severities(ruleId, edge?.[1] ?? {}), edge?.[2])
    }
  )

  it.each(RuleId.literals)("P1-3.1 %s: resolve and reopen, the same issue each time", (ruleId) => {
    const { right, wrong } = cases[ruleId]
    const opened = scanPlan(namedOf(ruleId, wrong), [], moment(0)).opened
    assert.isAbove(opened.length, 0)
    const [issue] = opened
    if (issue === undefined) return
    const again = scanPlan(namedOf(ruleId, wrong), [first(issue)], moment(1))
    assert.deepStrictEqual([again.changed, again.reopened, again.resolved], [[], [], []], "idempotent")
    assert.deepStrictEqual(again.opened.length, opened.length - 1)
    const gone = scanPlan(namedOf(ruleId, right), [first(issue)], moment(2))
    const [away] = gone.changed
    assert.deepStrictEqual([away?.life.status, gone.resolved], ["auto_resolved", [id]])
    if (away === undefined) return
    const back = scanPlan(namedOf(ruleId, wrong), [away], moment(3))
    assert.deepStrictEqual([back.changed[0]?.life.status, back.reopened, back.changed[0]?.version], ["reopened", [id], 3])
  })
})
