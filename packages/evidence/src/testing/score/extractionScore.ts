import { toCanonical } from "@beep/gmail/mime/toCanonical"
import { Effect } from "effect"
import { generateMails } from "../generator/generateMails.ts"
import { handWritten } from "../labelled/handWritten.ts"
import { heldOut } from "../labelled/heldOut.ts"
import type { LabelledMail } from "../labelled/LabelledMail.ts"
import { labelledThompson, thompsonNames } from "./labelledFile.ts"
import { type MailScore, scoreMail } from "./scoreMail.ts"
import { type Bucket, calibration, type SetScore, summary } from "./summary.ts"
import { defaultSeed, generatedMails, heldOutSeed, targets } from "./targets.ts"

export interface SetReport extends SetScore {
  readonly name: string
  readonly target: number
  /** Of kinds with at least this many labels each one must reach the target, and so must all together. */
  readonly below: ReadonlyArray<string>
}

export interface ExtractionReport {
  readonly sets: ReadonlyArray<SetReport>
  /** On mail written by hand only: what a template says is no measure of how sure a rule may be. */
  readonly calibration: ReadonlyArray<Bucket>
  readonly misses: ReadonlyArray<{
    readonly mail: string
    readonly kind: string
    readonly what: string
    readonly invented: boolean
  }>
  readonly ok: boolean
}

/** A kind with fewer labels is printed and decides nothing alone. */
const enough = 5

const reported = (name: string, target: number, scores: ReadonlyArray<MailScore>): SetReport => {
  const set = summary(scores)
  const kinds = [set.all, ...set.kinds.filter(({ labelled }) => labelled >= enough)]
  return { name, target, ...set, below: kinds.filter(({ f1 }) => f1 < target).map(({ kind }) => kind) }
}

/** `read` opens a mail of the Thompson set by its name. */
export const extractionReport = Effect.fnUntraced(function* <E, R>(
  seed: number,
  read: (name: string) => Effect.Effect<Uint8Array, E, R>
) {
  const thompson = yield* Effect.forEach(thompsonNames, (name) =>
    Effect.map(Effect.flatMap(read(name), toCanonical), (mail) => labelledThompson(name, mail))
  )
  const scored = (mails: ReadonlyArray<LabelledMail>) => mails.map(scoreMail)
  const [household, hand, unseen] = [scored(thompson), scored(handWritten), scored(heldOut)]
  const [generated, fresh] = [scored(generateMails(seed, generatedMails)), scored(generateMails(heldOutSeed, generatedMails))]
  const sets = [
    reported("Thompson", targets.handWrittenF1, household),
    reported("hand-written", targets.handWrittenF1, hand),
    reported("hand-written, held out", targets.handWrittenF1, unseen),
    reported(`generated, seed ${seed}${seed === defaultSeed ? "" : " (given)"}`, targets.generatedF1, generated),
    reported(`generated, held-out seed ${heldOutSeed}`, targets.generatedF1, fresh)
  ]
  const report: ExtractionReport = {
    sets,
    calibration: calibration([...household, ...hand, ...unseen]),
    // Nothing of the held-out mail is named: who corrects a rule by it has one set less.
    misses: [...household, ...hand, ...generated].flatMap(({ id, judgements }) =>
      judgements.flatMap(({ kind, what, labelled, found }) =>
        labelled && found ? [] : [{ mail: id, kind, what, invented: found }]
      )
    ),
    ok: sets.every(({ below, inexact }) => below.length === 0 && inexact === 0)
  }
  return report
})
