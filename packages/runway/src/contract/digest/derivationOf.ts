import type { ClientId } from "@beep/kernel/ids"
import { type Currency } from "@beep/kernel/Money"
import type { RunwayResult } from "../runway/derive.ts"
import type { Figure, FigureId, SumFigureId } from "../runway/Figure.ts"
import { figureRule, figureTitle } from "../runway/figureTexts.ts"
import { whole } from "../runway/rational.ts"
import { money } from "../wire.ts"
import type { Derivation, DerivationPart, DerivationRow, ExactValue } from "./Derivation.ts"
import { derivationSteps, exactValue } from "./derivationSteps.ts"
import { rowCursor } from "./rowCursor.ts"
import { tieOuts } from "./tieOuts.ts"

/** What runway.v1 is made of, in the order of its steps. */
const runwayParts: ReadonlyArray<SumFigureId> = [
  "cash",
  "countable_receivables",
  "near_payables",
  "bill_outflow",
  "other_outflow"
]

/** What is known of the books when the formula could not be asked. */
const knownParts: ReadonlyArray<SumFigureId> = ["cash", "receivables", "payables"]

const partsOf = (id: FigureId, result: RunwayResult): ReadonlyArray<SumFigureId> =>
  id !== "runway" ? [id] : result.computation === null ? knownParts : runwayParts

const allRows = (figure: Figure, currency: Currency): ReadonlyArray<DerivationRow> => [
  ...figure.rows.map(({ changes: _, amountMinor, ...row }) => ({ ...row, amount: money(amountMinor, currency), counts: true })),
  ...figure.leftOut.map(({ amountMinor, ...row }) => ({ ...row, amount: money(amountMinor, currency), counts: false }))
]

export interface RowPage {
  readonly offset: number
  readonly limit: number
}

const partOf = (figure: Figure, result: RunwayResult, inputHash: string, page: RowPage): DerivationPart => {
  const rows = allRows(figure, result.currency)
  const end = page.offset + page.limit
  return {
    figure: figure.id,
    title: figureTitle[figure.id],
    rule: figureRule(figure.id, result.settings),
    basis: figure.basis,
    amount: money(figure.amountMinor, result.currency),
    countingRows: figure.rows.length,
    leftOutRows: figure.leftOut.length,
    rows: rows.slice(page.offset, end),
    nextCursor: end < rows.length ? rowCursor(inputHash, end) : null
  }
}

const valueOf = (result: RunwayResult, id: FigureId): ExactValue | null => {
  if (id !== "runway") {
    const figure = result.figures[id]
    return figure === null ? null : exactValue(whole(figure.amountMinor), "minor", result.currency)
  }
  const computed = result.computation?.result
  return computed?.state === "covered" || computed?.state === "overdrawn"
    ? exactValue(computed.days, "days", result.currency)
    : null
}

export interface DerivationSubject {
  readonly clientId: ClientId
  readonly inputHash: string
  readonly figure: FigureId
}

/** The complete derivation of one figure of a result; nothing in it is computed again. */
export const derivationOf = (subject: DerivationSubject, result: RunwayResult, page: RowPage): Derivation => {
  const { figure: id, inputHash } = subject
  const parts = partsOf(id, result).flatMap((partId) => {
    const figure = result.figures[partId]
    return figure === null ? [] : [partOf(figure, result, inputHash, page)]
  })
  return {
    ...subject,
    title: figureTitle[id],
    rule: figureRule(id, result.settings),
    formulaVersion: result.formulaVersion,
    settings: result.settings,
    asOfDate: result.asOf,
    currency: result.currency,
    window: result.window.days === 0 ? null : result.window,
    syncPoint: result.books.syncPoint,
    dataAsOf: result.books.syncedAt,
    value: valueOf(result, id),
    unknownBecause: result.unknownBecause,
    missing: result.missing,
    steps: id === "runway" ? derivationSteps(result) : [],
    parts,
    tieOuts: tieOuts(result, id)
  }
}
