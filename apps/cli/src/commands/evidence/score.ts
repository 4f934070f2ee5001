import { type ExtractionReport, extractionReport, type SetReport } from "@beep/evidence/testing/score/extractionScore"
import { defaultSeed, targets } from "@beep/evidence/testing/score/targets"
import { type PiiReport, piiReport, strictTypes } from "@beep/evidence/testing/pii/scorePii"
import { attackReport } from "@beep/evidence/testing/attacks/attackReport"
import { senderReport } from "@beep/evidence/testing/attacks/senderReport"
import { Effect, FileSystem, Path } from "effect"
import { Command, Flag } from "effect/cli"
import { Digest } from "effect/crypto"
import { emit, json, type Report } from "../../output/Report.ts"
import { table } from "../../output/table.ts"

const testing = new URL("../../../../../packages/evidence/src/testing/", import.meta.url).pathname

const two = (share: number): string => share.toFixed(3)
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const setLines = (set: SetReport): ReadonlyArray<string> => [
  "",
  `${set.name}: ${set.mails} mails, F1 ${two(set.all.f1)} (target ${two(set.target)}), spans exact ${set.spans - set.inexact} of ${set.spans}${set.below.length === 0 ? "" : `, BELOW: ${set.below.join(", ")}`}`,
  ...table(
    ["kind", "labelled", "precision", "recall", "F1"],
    set.kinds.map(({ kind, labelled, precision, recall, f1 }) => [kind, String(labelled), two(precision), two(recall), two(f1)])
  )
]

const extractionLines = (report: ExtractionReport, details: boolean): ReadonlyArray<string> => [
  ...report.sets.flatMap(setLines),
  "",
  "confidence stated by the rules, and how often they were right (mail written by hand)",
  ...table(
    ["from", "found", "stated", "right"],
    report.calibration.map(({ from, count, stated, right }) => [two(from), String(count), two(stated), two(right)])
  ),
  ...(details
    ? [
        "",
        ...report.misses.map(({ mail, kind, what, invented }) => `${mail} ${invented ? "invented" : "missed"} ${kind}: ${what}`)
      ]
    : [])
]

const piiLines = (report: PiiReport, details: boolean): ReadonlyArray<string> => [
  ...(
    [
      ["sample of presidio-research", report.sample],
      ["own mail", report.own]
    ] as const
  ).flatMap(([name, scores]) => [
    "",
    `personal data, ${name}`,
    ...table(
      ["type", "labelled", "recall", "precision", "target"],
      scores.map(({ type, labelled, recall, precision }) => [
        type,
        String(labelled),
        two(recall),
        two(precision),
        strictTypes.includes(type) ? two(targets.piiRecall) : "none"
      ])
    )
  ]),
  "",
  `clean lines touched: ${percent(report.overRedaction)} of ${report.cleanLines} (target ${percent(targets.overRedaction)})`,
  ...(details
    ? [
        "",
        ...report.touched.map((line) => `touched a clean line: ${line}`),
        ...report.missed.map(({ type, words }) => `missed ${type}: ${words.replaceAll("\n", " ")}`)
      ]
    : [])
]

const piiOk = (report: PiiReport): boolean =>
  report.overRedaction <= targets.overRedaction &&
  [...report.sample, ...report.own].every(
    ({ type, recall, precision }) =>
      !strictTypes.includes(type) || (recall >= targets.piiRecall && precision >= targets.piiPrecision)
  )

/** Hostile mail: what was inert or judged right, and by name what was not. */
const attackLines = () => {
  const passages = attackReport()
  const senders = senderReport()
  const loud = passages.filter(({ faults }) => faults.length > 0)
  const wrong = senders.filter(({ expected, found }) => expected !== found)
  return {
    ok: loud.length === 0 && wrong.length === 0,
    lines: [
      "",
      `hostile passages: ${passages.length - loud.length} of ${passages.length} inert`,
      ...loud.map(({ name, faults }) => `  ${name}: ${faults.join("; ")}`),
      `senders: ${senders.length - wrong.length} of ${senders.length} judged right, ${senders.filter(({ expected }) => expected === "").length} of them honest`,
      ...wrong.map(({ name, expected, found }) => `  ${name}: expected ${expected}, found ${found}`)
    ],
    document: {
      passages: passages.length,
      inert: passages.length - loud.length,
      senders: senders.length,
      judgedRight: senders.length - wrong.length
    }
  }
}

/** What the command prints for each half; exit code 1 below target. */
export const score = Command.make(
  "score",
  {
    seed: Flag.Int("seed").pipe(Flag.withDescription("Seed of the generated mails"), Flag.withDefault(defaultSeed)),
    pii: Flag.Boolean("pii").pipe(Flag.withDescription("Personal data only"), Flag.withDefault(false)),
    details: Flag.Boolean("details").pipe(Flag.withDescription("Name what was missed and invented"), Flag.withDefault(false)),
    json
  },
  Effect.fn("beep evidence score")(function* (input) {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const pii = piiReport(yield* files.readFileString(path.join(testing, "pii/presidio-sample.jsonl")))
    const extraction = input.pii
      ? null
      : yield* extractionReport(input.seed, (name) => files.readFile(path.join(testing, `mail/thompson/${name}.eml`))).pipe(
          Effect.provide(Digest.layerWebCrypto)
        )
    const attacks = input.pii ? null : attackLines()
    const report: Report = {
      ok: piiOk(pii) && extraction?.ok !== false && attacks?.ok !== false,
      lines: [
        ...(extraction === null ? [] : extractionLines(extraction, input.details)),
        ...(attacks?.lines ?? []),
        ...piiLines(pii, input.details)
      ],
      document: {
        attacks: attacks?.document ?? null,
        extraction:
          extraction === null
            ? null
            : {
                sets: extraction.sets.map(({ kinds, all, below, ...set }) => ({
                  ...set,
                  all: { ...all },
                  kinds: kinds.map((kind) => ({ ...kind })),
                  below: [...below]
                })),
                calibration: extraction.calibration.map((one) => ({ ...one }))
              },
        pii: {
          sample: pii.sample.map((one) => ({ ...one })),
          own: pii.own.map((one) => ({ ...one })),
          overRedaction: pii.overRedaction
        }
      }
    }
    yield* emit(report, input.json)
  })
).pipe(Command.withDescription("Measure extraction and redaction against labelled mail; exit code 1 below target"))
