import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Option, Schema } from "effect"
import { type IssueCommand, commanded, type IssueLife, scanned } from "../../../src/contract/hygiene/lifecycle.ts"
import { rules } from "../../../src/contract/hygiene/Rule.ts"
import { TrayCommand } from "../../../src/contract/hygiene/TrayCommand.ts"
import { Severity, severityRank } from "../../../src/contract/hygiene/Severity.ts"

const at = DateTime.makeUnsafe("2025-10-01T14:00:00Z")
const later = (hours: number) => DateTime.add(at, { hours })
const today = LocalDate.make("2025-10-01")
const tomorrow = LocalDate.make("2025-10-02")

const open: IssueLife = {
  status: "open",
  evidence: "a",
  reviewReason: null,
  snoozedUntil: null,
  resolvedAt: null,
  writePending: false,
  undo: null
}

const does = (life: IssueLife, command: IssueCommand, when = at): IssueLife =>
  commanded(life, command, when, today) ?? assert.fail(`${command.action} is not possible for ${life.status}`)

const cannot = (life: IssueLife, command: IssueCommand, when = at) =>
  assert.isNull(commanded(life, command, when, today), `${command.action} for ${life.status}`)

const scan = (life: IssueLife, evidence: string | null, when = later(1), on = today): IssueLife =>
  scanned(life, evidence === null ? "gone" : { evidence }, { at: when, readAt: when, today: on })

const review = { action: "review", reason: "as_intended" } as const
const reviewed = does(open, review)
const snoozed = does(open, { action: "snooze", until: tomorrow })
const said = does(open, { action: "mark_fixed" })
const ordered = does(open, { action: "request_fix" })
const written = does(ordered, { action: "fix_recorded" }, later(1))
const fixed = scan(said, null)
const gone = scan(open, null)

describe("the life of an issue (runway.md 4.4)", () => {
  it("goes by itself where nobody said a word, and is fixed where somebody did and the next reading proves it", () => {
    assert.strictEqual(gone.status, "auto_resolved")
    assert.strictEqual(fixed.status, "fixed")
    assert.deepStrictEqual(fixed.resolvedAt, later(1), "in the week of its proof")
    assert.strictEqual(scan(written, null, later(2)).status, "fixed")
  })

  it("is back where the condition is", () => {
    for (const away of [gone, fixed]) {
      const back = scan(away, "a", later(5))
      assert.strictEqual(back.status, "reopened")
      assert.isNull(back.resolvedAt)
    }
    assert.strictEqual(scan(scan(gone, "a"), null).status, "auto_resolved")
  })

  it("is not fixed by word: a reading that began after it speaks against it, one of before does not", () => {
    assert.strictEqual(scan(said, "a", at), said)
    assert.strictEqual(scan(said, "a", later(1)).status, "reopened")
  })

  it("waits for QuickBooks while a write is ordered, whatever is read meanwhile, and takes no other command", () => {
    assert.strictEqual(scan(ordered, "a").status, "fixing")
    assert.strictEqual(scan(ordered, null).status, "fixing")
    for (const command of [review, { action: "snooze", until: tomorrow }, { action: "mark_fixed" }, { action: "undo" }] as const)
      cannot(ordered, command)
    assert.strictEqual(does(ordered, { action: "fix_conflicted" }).status, "open")
    cannot(open, { action: "fix_recorded" })
    cannot(said, { action: "fix_conflicted" })
  })

  it("stays reviewed while its records are as they were, also when it goes, and comes back when they change", () => {
    assert.strictEqual(scan(reviewed, "a"), reviewed)
    assert.strictEqual(scan(reviewed, null), reviewed)
    const back = scan(reviewed, "b")
    assert.deepStrictEqual([back.status, back.reviewReason, back.undo], ["reopened", null, null])
  })

  it("is snoozed until its day, or until its records change, and never to a day that is not to come", () => {
    assert.strictEqual(scan(snoozed, "a"), snoozed)
    assert.strictEqual(scan(snoozed, "a", later(24), tomorrow).status, "reopened")
    assert.strictEqual(scan(snoozed, "b").status, "reopened")
    assert.strictEqual(scan(snoozed, null).status, "auto_resolved")
    cannot(open, { action: "snooze", until: today })
  })

  it("takes a command back within 24 hours and not a moment later", () => {
    for (const [life, status] of [
      [reviewed, "open"],
      [snoozed, "open"],
      [said, "open"],
      [does(scan(gone, "a"), review), "reopened"]
    ] as const) {
      const back = does(life, { action: "undo" }, later(24))
      assert.deepStrictEqual([back.status, back.reviewReason, back.snoozedUntil, back.undo], [status, null, null, null])
      cannot(life, { action: "undo" }, DateTime.add(later(24), { milliseconds: 1 }))
    }
    cannot(open, { action: "undo" })
    cannot(fixed, { action: "undo" })
    assert.strictEqual(does(does(said, review), { action: "undo" }).status, "open", "not back to a word that was overtaken")
  })

  it("knows no step from where it does not stand", () => {
    for (const away of [reviewed, snoozed, fixed, gone]) {
      cannot(away, review)
      cannot(away, { action: "mark_fixed" })
      cannot(away, { action: "request_fix" })
    }
  })
})

describe("the table of rules (runway.md 4.2)", () => {
  it("says which rules touch cash and which fix each offers", () => {
    const notCash = Object.entries(rules).filter(([, { cashRelevant }]) => !cashRelevant)
    assert.deepStrictEqual(
      notCash.map(([id]) => id),
      ["HYG-07", "HYG-14", "HYG-15", "HYG-16", "HYG-18", "HYG-27"]
    )
    const offering = Object.entries(rules).filter(([, { fixes }]) => fixes.length > 0)
    assert.deepStrictEqual(
      offering.map(([id, { fixes }]) => [id, fixes.join()]),
      [
        ["HYG-01", "set_due_date,set_terms"],
        ["HYG-06", "set_due_date"],
        ["HYG-09", "set_due_date"],
        ["HYG-15", "set_terms"],
        ["HYG-16", "add_email"]
      ]
    )
    assert.deepStrictEqual(Severity.literals.map(severityRank), [0, 1, 2, 3])
  })
})

describe("P1-3.3 a command of many", () => {
  const issueAt = (at: number) => ({ issueId: `0190a000-0000-7000-8000-${String(at).padStart(12, "0")}`, version: 1 })
  const takes = (issues: ReadonlyArray<ReturnType<typeof issueAt>>) =>
    Option.isSome(Schema.decodeUnknownOption(TrayCommand)({ action: "mark_fixed", issues }))
  const first = (count: number) => Array.from({ length: count }, (_, at) => issueAt(at))

  it("P1-3.3 takes one to a hundred issues, each once", () => {
    assert.deepStrictEqual(
      [0, 1, 100, 101].map((count) => takes(first(count))),
      [false, true, true, false]
    )
    assert.isFalse(takes([issueAt(1), issueAt(1)]))
  })
})
