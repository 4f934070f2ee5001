import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { readFileSync } from "node:fs"
import { generateMails } from "../src/testing/generator/generateMails.ts"
import { extractionReport } from "../src/testing/score/extractionScore.ts"
import { scoreMail } from "../src/testing/score/scoreMail.ts"
import { summary } from "../src/testing/score/summary.ts"
import { defaultSeed, targets } from "../src/testing/score/targets.ts"
import { piiReport, strictTypes } from "../src/testing/pii/scorePii.ts"

const file = (name: string) => new URL(`../src/testing/${name}`, import.meta.url)

describe("beep evidence score", () => {
  it.effect(
    "extraction reaches its targets on the Thompson set, on mail written by hand and on two seeds, with every span exact",
    () =>
      Effect.gen(function* () {
        const report = yield* extractionReport(defaultSeed, (name) =>
          Effect.sync(() => readFileSync(file(`mail/thompson/${name}.eml`)))
        )
        assert.deepStrictEqual(
          report.sets.map(({ name, below, inexact }) => ({ name, below, inexact })),
          report.sets.map(({ name }) => ({ name, below: [], inexact: 0 }))
        )
        assert.deepStrictEqual(
          report.sets.map(({ mails }) => mails >= 10),
          [true, true, true, true, true]
        )
        assert.isTrue(report.ok)
      }).pipe(Effect.provide(Digest.layerWebCrypto))
  )

  it("a generated mail has the labels of its own words, and the same seed gives the same mail", () => {
    assert.deepStrictEqual(generateMails(7, 40), generateMails(7, 40))
    assert.notDeepEqual(generateMails(7, 40), generateMails(8, 40))
    const [mail] = generateMails(7, 40).filter(({ accounts }) => accounts.length > 0)
    assert.include(mail?.body, mail?.accounts[0]?.lastFour ?? "none")
  })

  it("tells a set below its target from one that reaches it", () => {
    const mails = generateMails(3, 60)
    const silent = mails.map((mail) => scoreMail({ ...mail, body: "Nothing to report." }))
    assert.isBelow(summary(silent).all.f1, targets.generatedF1)
    assert.isAtLeast(summary(mails.map(scoreMail)).all.f1, targets.generatedF1)
  })

  it("PII: what its shape proves is found, and clean lines stay as they are", () => {
    const report = piiReport(readFileSync(file("pii/presidio-sample.jsonl"), "utf8"))
    for (const { type, recall, precision } of [...report.sample, ...report.own].filter((one) => strictTypes.includes(one.type))) {
      assert.isAtLeast(recall, targets.piiRecall, `recall of ${type}`)
      assert.isAtLeast(precision, targets.piiPrecision, `precision of ${type}`)
    }
    assert.isAtMost(report.overRedaction, targets.overRedaction)
    assert.isAbove(report.missed.length, 0, "names and addresses are reported as they are, not as one would like")
  })
})
