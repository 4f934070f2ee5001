import { ClientId } from "@beep/kernel/ids"
import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency, Money } from "@beep/kernel/Money"
import { Schema } from "effect"
import { ExactValue } from "../digest/Derivation.ts"
import { LedgerInput } from "../ledger/Coverage.ts"
import { QboId } from "../ledger/QboId.ts"
import { UnknownReason } from "../runway/derive.ts"
import { RowSource } from "../runway/Figure.ts"
import { RunwayFigure } from "../runway/RunwayView.ts"
import { BridgeFigure } from "./BookRow.ts"
import { BridgeCause } from "./BridgeCause.ts"

/** Totals in the home currency; the outflows are over `windowDays` days. */
export const BridgeComponents = Schema.Struct({
  cash: Money,
  countableReceivables: Money,
  nearPayables: Money,
  billOutflow: Money,
  otherOutflow: Money,
  windowDays: Schema.Int
})
export type BridgeComponents = typeof BridgeComponents.Type

/** One of the two digests: what was known at `knownAt` of the day `asOfDate`. `components` is null where one of its figures was not known. */
export const BridgeEnd = Schema.Struct({
  knownAt: Schema.DateTimeUtcFromString,
  asOfDate: LocalDate,
  runway: RunwayFigure,
  unknownBecause: Schema.NullOr(UnknownReason),
  missing: Schema.Array(LedgerInput),
  days: Schema.NullOr(ExactValue),
  components: Schema.NullOr(BridgeComponents)
})
export type BridgeEnd = typeof BridgeEnd.Type

/** What one row of the books adds to the change of one figure. `at` says of which day the books show it; source `Rule` is in no books. */
export const BridgeRow = Schema.Struct({
  figure: BridgeFigure,
  key: Schema.String,
  source: RowSource,
  qboId: Schema.NullOr(QboId),
  label: Schema.String,
  partyName: Schema.NullOr(Schema.String),
  date: Schema.NullOr(LocalDate),
  change: Money,
  at: Schema.Literals(["from", "to"])
})
export type BridgeRow = typeof BridgeRow.Type

/**
 * One cause of the change. `days` is exact; `hundredths` is what a screen shows of it, cut so that the shown parts add up
 * to the shown change. Both are null where one of the days has no number. `rows` is one page of `rowCount`, largest first.
 */
export const BridgePart = Schema.Struct({
  cause: BridgeCause,
  days: Schema.NullOr(ExactValue),
  hundredths: Schema.NullOr(Schema.Int),
  change: BridgeComponents,
  rowCount: Schema.Int,
  rows: Schema.Array(BridgeRow)
})
export type BridgePart = typeof BridgePart.Type

/**
 * Why the runway is not what it was (beyond.md 2): every cause of `BridgeCause` once, in its order, and no remainder.
 * `parts` is null where one of the days has no figures; then the ends say why.
 */
export const Bridge = Schema.Struct({
  clientId: ClientId,
  timezone: TimeZoneName,
  currency: Currency,
  from: BridgeEnd,
  to: BridgeEnd,
  changeDays: Schema.NullOr(ExactValue),
  changeHundredths: Schema.NullOr(Schema.Int),
  parts: Schema.NullOr(Schema.Array(BridgePart))
})
export type Bridge = typeof Bridge.Type
