import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { findingsOf } from "../../../src/contract/hygiene/findings.ts"
import type { BookDocument, HygieneBooks } from "../../../src/contract/hygiene/HygieneBooks.ts"
import { RuleId } from "../../../src/contract/hygiene/Rule.ts"
import { levelOf, type ScoredIssue, scoreOf } from "../../../src/contract/hygiene/score.ts"
import { type ScoreBase, scoreBase } from "../../../src/contract/hygiene/scoreBase.ts"
import type { Severity } from "../../../src/contract/hygiene/Severity.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { account, books, readAt } from "../../../src/testing/books.ts"
import { bill, day, hygiene, invoice, paid, party } from "../../../src/testing/hygieneBooks.ts"

const hour = 3_600_000

const base = (more: Partial<ScoreBase> = {}): ScoreBase => ({
  sampleSize: 100,
  withFields: 10,
  presentSixtieths: 600,
  invalid: 0,
  ageMillis: hour,
  ...more
})

const issue = (ruleId: RuleId, records: number, severity: Severity = "medium"): ScoredIssue => ({
  ruleId,
  severity,
  records: Array.from({ length: records }, (_, at) => ({ entityType: "Bill", qboId: QboId.make(String(at)) }))
})

const scored = (more: Partial<ScoreBase>, issues: ReadonlyArray<ScoredIssue> = []) => scoreOf(base(more), issues).score

describe("the score of runway.md 4.3", () => {
  it("is 100 where nothing lacks, and weighs each dimension as it says", () => {
    assert.strictEqual(scored({}), 100)
    // Half of the required fields: 15 of 30.
    assert.strictEqual(scored({ presentSixtieths: 300 }), 85)
    // A fifth of the records: 5 of 25, 4 of 20, half of 3 of 15 rounded up, 2 of 10.
    assert.strictEqual(scored({}, [issue("HYG-04", 20)]), 95)
    assert.strictEqual(scored({}, [issue("HYG-05", 20)]), 96)
    assert.strictEqual(scored({}, [issue("HYG-20", 20)]), 99)
    assert.strictEqual(scored({ invalid: 20 }), 98)
    assert.strictEqual(scored({}, [issue("HYG-11", 20), issue("HYG-01", 20)]), 100, "no dimension speaks of these")
  })

  it.each([
    ["accuracy", 95, ["HYG-04", "HYG-08", "HYG-17", "HYG-19"]],
    ["consistency", 96, ["HYG-05", "HYG-09", "HYG-14", "HYG-18", "HYG-25"]],
    // 98.5, rounded half up.
    ["timeliness", 99, ["HYG-02", "HYG-10", "HYG-13", "HYG-20"]]
  ] as const)("has its %s lowered by the rules that speak of it, and by no other", (dimension, score, ruleIds) => {
    const untouched = { completeness: 100, accuracy: 100, consistency: 100, timeliness: 100, validity: 100 }
    const lowered = { ...untouched, [dimension]: dimension === "timeliness" ? 90 : 80 }
    for (const ruleId of RuleId.literals) {
      const { dimensions, score: total } = scoreOf(base(), [issue(ruleId, 20)])
      if (ruleIds.some((one) => one === ruleId)) assert.deepStrictEqual([dimensions, total], [lowered, score], ruleId)
      else assert.strictEqual(dimensions?.[dimension], 100, ruleId)
    }
  })

  it("has no dimension below 0 or above 100, and is complete where no field is required", () => {
    const { dimensions, level, sampleSize } = scoreOf(base({ invalid: 300, presentSixtieths: 900, ageMillis: 0 }), [
      issue("HYG-04", 200)
    ])
    assert.deepStrictEqual(dimensions, { completeness: 100, accuracy: 0, consistency: 100, timeliness: 100, validity: 0 })
    assert.deepStrictEqual([level, sampleSize], ["good", 100])
    assert.strictEqual(scoreOf(base({ withFields: 0, presentSixtieths: 0 }), []).dimensions?.completeness, 100)
  })

  it("counts a record once, however many issues name it", () => {
    assert.strictEqual(scored({}, [issue("HYG-04", 20), issue("HYG-08", 20), issue("HYG-17", 10)]), 95)
  })

  it("ages from the first hour to the seventy-second", () => {
    assert.strictEqual(scored({ ageMillis: hour }), 100)
    // Half of 71 hours: 50 of 100, half of that in timeliness, 15 % of the whole: 3.75.
    assert.strictEqual(scored({ ageMillis: 36.5 * hour }), 96)
    assert.strictEqual(scored({ ageMillis: 72 * hour }), 93)
    assert.strictEqual(scored({ ageMillis: 500 * hour }), 93)
    assert.strictEqual(scored({ ageMillis: null }), 93, "never synced is not fresh")
  })

  it("judges small samples by their issues, and none by none", () => {
    assert.deepStrictEqual(scoreOf(base({ sampleSize: 0 }), []), {
      score: 50,
      level: "fair",
      basis: "no_records",
      sampleSize: 0,
      dimensions: null
    })
    const small = (sampleSize: number, critical: number, high: number) =>
      scored({ sampleSize }, [
        ...Array.from({ length: critical }, () => issue("HYG-01", 1, "critical")),
        ...Array.from({ length: high }, () => issue("HYG-06", 1, "high"))
      ])
    assert.deepStrictEqual([small(4, 0, 0), small(5, 0, 0), small(9, 0, 0)], [75, 70, 70])
    assert.deepStrictEqual([small(4, 1, 0), small(4, 0, 1), small(9, 1, 1), small(4, 9, 0)], [67, 70, 57, 50])
    assert.strictEqual(scoreOf(base({ sampleSize: 10 }), []).basis, "dimensions")
  })

  it("has its levels at 80, 60, 40, 30 and 15", () => {
    assert.deepStrictEqual([100, 80, 79, 60, 59, 40, 39, 30, 29, 15, 14, 0].map(levelOf), [
      "excellent",
      "excellent",
      "good",
      "good",
      "fair",
      "fair",
      "needs_attention",
      "needs_attention",
      "poor",
      "poor",
      "critical",
      "critical"
    ])
  })
})

/** Fields somebody may have left out of a document, and problems it may have. */
const Flaws = Schema.Struct({
  dated: Schema.Boolean,
  party: Schema.Boolean,
  numbered: Schema.Boolean,
  positive: Schema.Boolean,
  late: Schema.Boolean
})

const World = Schema.Struct({
  bills: Schema.Array(Flaws).check(Schema.isBetweenLength(0, 12)),
  invoices: Schema.Array(Flaws).check(Schema.isBetweenLength(0, 12)),
  terms: Schema.Boolean,
  email: Schema.Boolean,
  confirmed: Schema.Boolean,
  choice: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000 }))
})
type World = typeof World.Type

const paper =
  (make: typeof bill, prefix: string) =>
  (flaws: typeof Flaws.Type, at: number): BookDocument =>
    make(`${prefix}${at}`, {
      dueIn: flaws.dated ? (flaws.late ? -100 : 20) : null,
      written: flaws.late ? -140 : -10,
      party: flaws.party ? "1" : null,
      docNumber: flaws.numbered ? `N${prefix}${at}` : null,
      totalMinor: flaws.positive ? 10_000n + BigInt(at) : 0n
    })

const booksOf = (world: World): HygieneBooks =>
  hygiene({
    snapshot: books({ accounts: [account("35", 100n)], syncedAt: DateTime.subtract(readAt, { hours: 3 }) }),
    documents: [
      ...world.bills.map(paper(bill, "b")),
      ...world.invoices.map(paper(invoice, "i")),
      ...[1, 2, 3].map((at) => paid("Payment", `p${at}`, { totalMinor: BigInt(at) }))
    ],
    parties: [
      party("Vendor", "1", { termId: world.terms ? "3" : null }),
      party("Customer", "1", { contact: { email: world.email, phone: true } })
    ],
    decidedAccounts: new Set(world.confirmed ? ["35"] : [])
  })

const scoreOfBooks = (world: HygieneBooks, reviewed: ReadonlySet<string> = new Set()): number =>
  scoreOf(
    scoreBase(world),
    findingsOf(world).filter(({ key, ruleId }) => !reviewed.has(`${ruleId}/${key}`))
  ).score

/** Every single correction of these books: a due date to come, a number, a value of a document that counts, the terms and the address, the role. */
const corrections = (world: HygieneBooks): ReadonlyArray<HygieneBooks> => [
  ...world.documents.flatMap((one, at) => {
    const put = (more: Partial<BookDocument>): HygieneBooks => ({
      ...world,
      documents: world.documents.with(at, { ...one, ...more })
    })
    return [
      ...(one.dueDate === null && one.entityType !== "Payment" ? [put({ dueDate: day(9), due: day(9) })] : []),
      ...(one.docNumber === null ? [put({ docNumber: `new-${one.qboId}` })] : []),
      ...(one.totalMinor === 0n && one.txnDate > day(-90)
        ? [put({ totalMinor: 777n, openMinor: 777n, homeTotalMinor: 777n, homeOpenMinor: 777n, due: day(9), dueDate: day(9) })]
        : [])
    ]
  }),
  { ...world, parties: world.parties.map((one) => ({ ...one, termId: "3", contact: { email: true, phone: true } })) },
  { ...world, decidedAccounts: new Set(["35"]) }
]

describe("P1-3.1 the score is monotone", () => {
  it.prop("P1-3.1 no review lowers it", [World], ([world]) => {
    const seen = booksOf(world)
    const findings = findingsOf(seen)
    const one = findings[world.choice % Math.max(1, findings.length)]
    if (one === undefined) return
    assert.isAtLeast(scoreOfBooks(seen, new Set([`${one.ruleId}/${one.key}`])), scoreOfBooks(seen))
  })

  it.prop("P1-3.1 no correction of a field lowers it", [World], ([world]) => {
    const seen = booksOf(world)
    const all = corrections(seen)
    const better = all[world.choice % all.length]
    if (better === undefined) return
    assert.isAtLeast(scoreOfBooks(better), scoreOfBooks(seen))
  })
})
