import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { flowEvents, type FlowSource } from "../../../src/contract/hygiene/flowEvents.ts"
import { type HygieneIssue, IssueId } from "../../../src/contract/hygiene/HygieneIssue.ts"
import type { Severity } from "../../../src/contract/hygiene/Severity.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"

const today = LocalDate.make("2026-03-16")
const at = DateTime.makeUnsafe("2026-03-16T12:00:00Z")
const money = (minor: number) => ({ minor: BigInt(minor), currency: usd })

const issue = (n: number, severity: Severity, minor: number | null, due: number | null): HygieneIssue => ({
  issueId: IssueId.make(`0190a000-0000-7000-8000-${String(n).padStart(12, "0")}`),
  version: 1,
  ruleId: "HYG-13",
  severity,
  status: "open",
  cashRelevant: true,
  effect: "cash",
  place: null,
  facts: {},
  records: [
    {
      entityType: n % 2 === 0 ? "Bill" : "Invoice",
      qboId: QboId.make(String(n)),
      title: `D-${n}`,
      partyName: `Party ${n}`,
      date: null,
      dueDate: due === null ? null : addDays(today, due),
      amount: null,
      open: null,
      deepLink: null
    }
  ],
  recordCount: 1,
  amount: minor === null ? null : money(minor),
  date: null,
  firstSeenAt: at,
  lastSeenAt: at,
  resolvedAt: null,
  reviewReason: null,
  snoozedUntil: null,
  undoUntil: null,
  fixes: []
})

const upcoming = (n: number, minor: number, due: number): FlowSource["upcoming"][number] => ({
  entityType: n % 2 === 0 ? "Bill" : "Invoice",
  qboId: QboId.make(`u${n}`),
  partyName: `Due ${n}`,
  docNumber: null,
  dueDate: addDays(today, due),
  open: money(minor)
})

const documents = Array.from({ length: 12 }, (_, n) => upcoming(n, 1000 + n, n * 2))
const severities = ["low", "medium", "high", "critical"] as const
const some = (count: number) =>
  Array.from({ length: count }, (_, n) => issue(n, severities[n % 4] ?? "low", 100 * n, (n % 40) - 10))
const source = (issues: ReadonlyArray<HygieneIssue>, more: Partial<FlowSource> = {}): FlowSource => ({
  asOfDate: today,
  issues,
  upcoming: documents,
  payrollOn: null,
  ...more
})

describe("P1-3.4 Flowband selection", () => {
  it.each([
    { issues: 0, pills: 8, ofIssues: 0 },
    { issues: 5, pills: 8, ofIssues: 5 },
    { issues: 8, pills: 8, ofIssues: 8 },
    { issues: 12, pills: 12, ofIssues: 12 },
    { issues: 40, pills: 12, ofIssues: 12 }
  ])("of $issues issues shows $pills pills", ({ issues, ofIssues, pills }) => {
    const events = flowEvents(source(some(issues)), 4)
    assert.lengthOf(events, pills)
    assert.lengthOf(
      events.filter(({ kind }) => kind === "issue"),
      ofIssues
    )
  })

  it("shows fewer when there is nothing more, and none of nothing", () => {
    assert.lengthOf(flowEvents(source(some(5), { upcoming: documents.slice(0, 1) }), 4), 6)
    assert.lengthOf(flowEvents(source([], { upcoming: [] }), 4), 0)
  })

  it("takes the worst by severity, then the largest, then the earliest, then by id", () => {
    const list = [
      issue(1, "low", 999_999, 1),
      issue(2, "high", 100, 5),
      issue(3, "high", -200, 9),
      issue(4, "critical", 1, 3),
      issue(5, "high", 100, 2),
      issue(6, "high", 100, null),
      ...Array.from({ length: 8 }, (_, n) => issue(20 + n, "medium", 1000 - n, 1))
    ]
    const ids = flowEvents(source(list), 4).map(({ id }) => Number(id.slice(-12)))
    assert.notInclude(ids, 1, "a large low one goes behind thirteen worse ones")
    assert.notInclude(ids, 27)
    assert.includeMembers(ids, [2, 3, 4, 5, 6])
    assert.deepStrictEqual(flowEvents(source(list.toReversed()), 4), flowEvents(source(list), 4))
  })

  it("tops up with the largest documents, and never with one an issue is about", () => {
    const open = issue(2, "high", 100, 3)
    const same = { ...upcoming(2, 1_000_000, 3), qboId: QboId.make("2") }
    const events = flowEvents(source([open], { upcoming: [same, ...documents] }), 4)
    assert.lengthOf(events, 8)
    assert.isFalse(events.some(({ id }) => id === "Bill/2"))
    assert.isTrue(events.some(({ id }) => id === "Invoice/u11"))
    assert.isFalse(events.some(({ id }) => id === "Bill/u0"))
  })

  it("puts the overdue and the undated first, and leaves out what lies beyond the horizon", () => {
    const events = flowEvents(
      source([issue(1, "high", 1, -1), issue(2, "high", 2, null), issue(3, "high", 3, 0), issue(4, "high", 4, 14)], {
        upcoming: []
      }),
      2
    )
    assert.deepStrictEqual(
      events.map(({ day, id }) => [Number(id.slice(-12)), day]),
      [
        [2, null],
        [1, null],
        [3, 0]
      ]
    )
  })

  it("marks the payroll besides, and never holds more than 25 pills", () => {
    const payrollOn = { date: addDays(today, 4), amount: money(2_200_000) }
    const events = flowEvents(source(some(40), { payrollOn }), 4)
    assert.lengthOf(events, 13)
    assert.lengthOf(
      events.filter(({ kind }) => kind === "payroll"),
      1
    )
    assert.isAtMost(events.length, 25)
    assert.lengthOf(
      flowEvents(source([], { payrollOn: { ...payrollOn, date: addDays(today, 14) } }), 2).filter(
        ({ kind }) => kind === "payroll"
      ),
      0
    )
  })

  it("orders equals by day, then by id, whatever order they are told in", () => {
    const pairs = [
      [issue(1, "high", 100, 5), issue(2, "high", 100, 2)],
      [issue(1, "high", 100, null), issue(2, "high", 100, 27)],
      [issue(2, "high", 100, 5), issue(1, "high", 100, 5)],
      [issue(2, "high", -99, 1), issue(1, "high", -100, 1)],
      [issue(2, "high", null, 1), issue(1, "high", 1, 1)]
    ]
    // So many that are worse leave one place.
    const worse = Array.from({ length: 11 }, (_, n) => issue(50 + n, "critical", 1, 1))
    const left = pairs.map((pair) =>
      [pair, pair.toReversed()].map((told) =>
        flowEvents(source([...told, ...worse], { upcoming: [] }), 4)
          .map(({ id }) => Number(id.slice(-12)))
          .filter((n) => n < 50)
      )
    )
    assert.deepStrictEqual(left, [
      [[2], [2]],
      [[2], [2]],
      [[1], [1]],
      [[1], [1]],
      [[1], [1]]
    ])
  })

  it("tops up to the end of the horizon, equal documents by day and then by id", () => {
    const kept = (...of: ReadonlyArray<FlowSource["upcoming"][number]>) =>
      flowEvents(source([], { upcoming: of }), 2).map(({ id }) => id)
    assert.deepStrictEqual(kept(upcoming(1, 1, 13), upcoming(2, 1, 14), upcoming(3, 1, -1), upcoming(4, 1, 0)), [
      "Bill/u4",
      "Invoice/u1"
    ])
    const equal = Array.from({ length: 8 }, (_, n) => upcoming(20 + n, 5, 5))
    assert.notInclude(kept(upcoming(1, 5, 6), ...equal), "Invoice/u1", "the latest of equals")
    assert.notInclude(kept(...equal, upcoming(19, 5, 5), upcoming(28, 5, 5)), "Bill/u28", "the last id of equals")
    assert.deepStrictEqual(kept(...equal), kept(...equal.toReversed()))
  })

  it("says of each what it is, whose, when, how much and which way", () => {
    const payrollOn = { date: today, amount: money(700) }
    const events = flowEvents(
      source([issue(1, "high", 300, 2)], {
        payrollOn,
        upcoming: [upcoming(2, 500, 3), { ...upcoming(3, 400, 4), docNumber: "N-3" }]
      }),
      2
    )
    assert.deepStrictEqual(events, [
      { kind: "payroll", id: "payroll/2026-03-16", date: today, day: 0, amount: money(700), direction: "out" },
      {
        kind: "issue",
        id: "0190a000-0000-7000-8000-000000000001",
        issueId: IssueId.make("0190a000-0000-7000-8000-000000000001"),
        ruleId: "HYG-13",
        facts: {},
        severity: "high",
        party: "Party 1",
        date: addDays(today, 2),
        day: 2,
        amount: money(300),
        direction: "in"
      },
      {
        kind: "bill_due",
        id: "Bill/u2",
        party: "Due 2",
        docNumber: null,
        date: addDays(today, 3),
        day: 3,
        amount: money(500),
        direction: "out"
      },
      {
        kind: "invoice_expected",
        id: "Invoice/u3",
        party: "Due 3",
        docNumber: "N-3",
        date: addDays(today, 4),
        day: 4,
        amount: money(400),
        direction: "in"
      }
    ])
  })

  it("says of an issue what its first record says, its title where nobody is named, and nothing without a record", () => {
    const one = issue(2, "high", 1, 1)
    const [record] = one.records
    const said = (more: Partial<HygieneIssue>) => {
      const [event] = flowEvents(source([{ ...one, ...more }], { upcoming: [] }), 2)
      return event?.kind === "issue" ? [event.party, event.date, event.direction] : []
    }
    const of = (more: Partial<HygieneIssue["records"][number]>): Partial<HygieneIssue> =>
      record === undefined ? {} : { records: [{ ...record, ...more }] }
    const tomorrow = addDays(today, 1)
    assert.deepStrictEqual(said({}), ["Party 2", tomorrow, "out"])
    assert.deepStrictEqual(said(of({ partyName: null })), ["D-2", tomorrow, "out"])
    assert.deepStrictEqual(said(of({ partyName: null, title: null })), [null, tomorrow, "out"])
    assert.deepStrictEqual(said({ ...of({ dueDate: null }), date: today }), ["Party 2", today, "out"])
    assert.deepStrictEqual(said({ records: [], date: today }), [null, today, "none"])
    const ways = [
      ["BillPayment", "out"],
      ["Purchase", "out"],
      ["CreditMemo", "out"],
      ["VendorCredit", "in"],
      ["Payment", "in"],
      ["SalesReceipt", "in"],
      ["Deposit", "in"],
      ["Account", "none"]
    ] as const
    for (const [entityType, way] of ways) assert.strictEqual(said(of({ entityType }))[2], way, entityType)
  })

  it("shows a payroll of today, and none of yesterday", () => {
    const kinds = (days: number) =>
      flowEvents(source([], { upcoming: [], payrollOn: { date: addDays(today, days), amount: money(1) } }), 2).map(
        ({ kind }) => kind
      )
    assert.deepStrictEqual([-1, 0, 13, 14].map(kinds), [[], ["payroll"], ["payroll"], []])
  })
})
