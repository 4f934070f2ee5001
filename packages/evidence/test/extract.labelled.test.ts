import { assert, describe, it } from "@effect/vitest"
import { MentionKind } from "../src/contract/MentionFact.ts"
import { compare, labelled } from "./labelled.ts"

describe("the extractor on hand-labelled mail", () => {
  it("reaches its floor of precision and recall for every kind", () => {
    const results = labelled.map((mail) => ({ mail, ...compare(mail) }))
    for (const { mail, missed, invented } of results) {
      for (const miss of missed)
        process.stdout.write(`  ${mail.id} missed ${miss.kind} ${JSON.stringify(miss.text)} ${JSON.stringify(miss.fact)}\n`)
      for (const extra of invented) {
        process.stdout.write(
          `  ${mail.id} invented ${extra.ruleId} ${JSON.stringify(mail.text.slice(extra.start, extra.end))} ${JSON.stringify(extra.fact, (_, value) => (typeof value === "bigint" ? String(value) : value))}\n`
        )
      }
    }
    for (const kind of MentionKind.literals) {
      const expected = results.flatMap(({ mail }) => mail.expected).filter((mention) => mention.kind === kind).length
      const missed = results.flatMap((result) => result.missed).filter((mention) => mention.kind === kind).length
      const invented = results.flatMap((result) => result.invented).filter((mention) => mention.fact.kind === kind).length
      const right = expected - missed
      const [precision, recall] = [right / (right + invented), right / expected]
      process.stdout.write(`${kind}: precision ${precision.toFixed(2)} recall ${recall.toFixed(2)} of ${expected}\n`)
      assert.isAbove(expected, 1)
      assert.isAtLeast(precision, 0.9, `precision of ${kind}`)
      assert.isAtLeast(recall, 0.9, `recall of ${kind}`)
    }
  })
})
