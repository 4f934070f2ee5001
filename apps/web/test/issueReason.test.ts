import type { IssueFacts } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { RuleId } from "@beep/runway/contract/hygiene/Rule"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { reasonText } from "../src/features/hygiene/issueWords.ts"
import { hygiene } from "../src/messages/hygiene.ts"

const said: ReadonlyArray<readonly [RuleId, IssueFacts, string | null]> = [
  ["HYG-01", {}, null],
  ["HYG-02", { cause: "undeposited", days: 1 }, "Received 1 day ago, not deposited yet."],
  ["HYG-02", { cause: "no_receipt", days: 9 }, "Deposited 9 days ago without a payment or sales receipt behind it."],
  ["HYG-04", { cause: "same_number", count: 2 }, "Same party, number and amount."],
  ["HYG-16", { count: 1 }, "1 open invoice."],
  ["HYG-17", { cause: "above_median", comparedMinor: 31_050n, count: 12 }, "The median of its 12 documents is $310.50."],
  ["HYG-19", { cause: "cash", comparedMinor: 1_000n }, "The balance sheet of QuickBooks says $10.00."],
  [
    "HYG-19",
    { cause: "outflow", comparedMinor: 14_408_933n },
    "The ledger shows $144,089.33 paid in the outflow window; for this part no transaction was found, as with payroll checks."
  ],
  ["HYG-24", { cause: "stale", hours: 26 }, "Last read 26 hours ago."],
  ["HYG-26", { days: 12 }, "Dated 12 days from now."]
]

describe("why a rule says so", () => {
  it.each(said)("%s %o", (ruleId, facts, sentence) => {
    assert.strictEqual(reasonText({ facts, ruleId }, usd), sentence)
  })

  it("titles what the ledger paid without a transaction by what it is, and not as a difference of cash", () => {
    const title = (cause: string) => hygiene.issueTitle({ facts: { cause }, recordCount: 3, ruleId: "HYG-19" })
    assert.deepStrictEqual(["cash", "outflow", "drift"].map(title), [
      "Cash differs from QuickBooks",
      "Outflow without its transactions",
      "Books differ from QuickBooks"
    ])
  })
})
