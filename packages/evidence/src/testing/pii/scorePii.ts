import { Schema } from "effect"
import { detectPii } from "../../contract/pii/detectPii.ts"
import type { PiiFound, PiiType } from "../../contract/pii/PiiFound.ts"
import { cleanLines, ownLines } from "./ownLines.ts"

/** One line of the sample of presidio-research; offsets are in code points. */
const SampleLine = Schema.Struct({
  text: Schema.String,
  spans: Schema.Array(Schema.Struct({ type: Schema.String, value: Schema.String, start: Schema.Int, end: Schema.Int }))
})
const decodeLine = Schema.decodeUnknownSync(Schema.fromJsonString(SampleLine))

const typeOf: Readonly<Record<string, PiiType>> = {
  EMAIL_ADDRESS: "email",
  PHONE_NUMBER: "phone",
  CREDIT_CARD: "card",
  IBAN_CODE: "iban",
  US_SSN: "ssn",
  PERSON: "person",
  STREET_ADDRESS: "address"
}

interface Line {
  readonly text: string
  readonly known: ReadonlyArray<string>
  readonly spans: ReadonlyArray<{ readonly type: PiiType; readonly start: number; readonly end: number }>
}

/** Code points to UTF-16 units. */
const unitsBefore = (text: string, points: number): number => [...text].slice(0, points).join("").length

const sampleLines = (jsonl: string): ReadonlyArray<Line> =>
  jsonl
    .split("\n")
    .filter((line) => line !== "")
    .map((json) => {
      const { text, spans } = decodeLine(json)
      return {
        text,
        known: [],
        spans: spans.flatMap(({ type, start, end }) => {
          const known = typeOf[type]
          return known === undefined ? [] : [{ type: known, start: unitsBefore(text, start), end: unitsBefore(text, end) }]
        })
      }
    })

const ownLabelled: ReadonlyArray<Line> = ownLines.map(({ text, known, spans }) => ({
  text,
  known,
  spans: spans.map(({ type, value }) => ({ type, start: text.indexOf(value), end: text.indexOf(value) + value.length }))
}))

export interface PiiScore {
  readonly type: PiiType
  readonly labelled: number
  readonly recall: number
  readonly precision: number
}

export interface PiiReport {
  readonly sample: ReadonlyArray<PiiScore>
  readonly own: ReadonlyArray<PiiScore>
  readonly cleanLines: number
  /** Part of the clean lines in which anything was redacted. */
  readonly overRedaction: number
  readonly touched: ReadonlyArray<string>
  readonly missed: ReadonlyArray<{ readonly type: PiiType; readonly words: string }>
}

const strict: ReadonlyArray<PiiType> = ["email", "phone", "card", "iban", "ssn"]
const reported: ReadonlyArray<PiiType> = ["person", "address"]

const overlaps = (
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number }
): boolean => a.start < b.end && b.start < a.end

/** A number is found when all of it is; of a name or a street any part counts as found, as a reader would see it blotted. */
const covers = (type: PiiType, found: PiiFound, label: Line["spans"][number]): boolean =>
  found.type === type && (strict.includes(type) ? found.start <= label.start && found.end >= label.end : overlaps(found, label))

const scored = (lines: ReadonlyArray<Line>) => {
  const looked = lines.map((line) => ({ ...line, found: detectPii(line.text, line.known) }))
  return [...strict, ...reported].map((type): PiiScore => {
    const labels = looked.flatMap(({ spans, found }) =>
      spans.filter((one) => one.type === type).map((label) => found.some((one) => covers(type, one, label)))
    )
    const findings = looked.flatMap(({ spans, found }) =>
      found.filter((one) => one.type === type).map((one) => spans.some((label) => label.type === type && overlaps(one, label)))
    )
    const share = (all: ReadonlyArray<boolean>) => (all.length === 0 ? 1 : all.filter(Boolean).length / all.length)
    return { type, labelled: labels.length, recall: share(labels), precision: share(findings) }
  })
}

/** `jsonl`: the licensed sample beside this file. */
export const piiReport = (jsonl: string): PiiReport => {
  const sample = sampleLines(jsonl)
  const touched = cleanLines.filter((line) => detectPii(line, []).length > 0)
  return {
    sample: scored(sample),
    own: scored(ownLabelled),
    cleanLines: cleanLines.length,
    touched,
    overRedaction: touched.length / cleanLines.length,
    missed: [...sample, ...ownLabelled].flatMap(({ text, known, spans }) => {
      const found = detectPii(text, known)
      return spans
        .filter((label) => !found.some((one) => covers(label.type, one, label)))
        .map(({ type, start, end }) => ({ type, words: text.slice(start, end) }))
    })
  }
}

export const strictTypes = strict
