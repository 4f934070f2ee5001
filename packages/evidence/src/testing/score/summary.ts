import type { Judgement, MailScore } from "./scoreMail.ts"

export interface KindScore {
  readonly kind: string
  readonly labelled: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

const scoreOf = (kind: string, judgements: ReadonlyArray<Judgement>): KindScore => {
  const right = judgements.filter(({ labelled, found }) => labelled && found).length
  const labelled = judgements.filter((one) => one.labelled).length
  const found = judgements.filter((one) => one.found).length
  const [precision, recall] = [ratio(right, found), ratio(right, labelled)]
  return { kind, labelled, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

export interface SetScore {
  readonly mails: number
  readonly kinds: ReadonlyArray<KindScore>
  /** Over all kinds, each thing counted once. */
  readonly all: KindScore
  readonly spans: number
  readonly inexact: number
}

export const summary = (scores: ReadonlyArray<MailScore>): SetScore => {
  const judgements = scores.flatMap((one) => one.judgements)
  const kinds = [...Map.groupBy(judgements, ({ kind }) => kind)].map(([kind, list]) => scoreOf(kind, list))
  return {
    mails: scores.length,
    kinds,
    all: scoreOf("all", judgements),
    spans: scores.reduce((sum, { spans }) => sum + spans, 0),
    inexact: scores.reduce((sum, { inexact }) => sum + inexact, 0)
  }
}

export interface Bucket {
  readonly from: number
  readonly count: number
  /** What the rules say, on average, and how often they are right. */
  readonly stated: number
  readonly right: number
}

/** Stated confidence against what was right, in steps of a tenth. */
export const calibration = (scores: ReadonlyArray<MailScore>): ReadonlyArray<Bucket> => {
  const found = scores.flatMap(({ judgements }) =>
    judgements.flatMap(({ confidence, labelled, found: is }) => (is && confidence !== null ? [{ confidence, labelled }] : []))
  )
  return [...Map.groupBy(found, ({ confidence }) => Math.floor(confidence * 20) / 20)]
    .toSorted(([a], [b]) => a - b)
    .map(([from, list]) => ({
      from,
      count: list.length,
      stated: list.reduce((sum, { confidence }) => sum + confidence, 0) / list.length,
      right: list.filter(({ labelled }) => labelled).length / list.length
    }))
}
