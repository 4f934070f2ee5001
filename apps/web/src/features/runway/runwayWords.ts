import type { ListedRunway } from "@beep/runway/contract/clients/ClientListItem"
import { bandWord, caption, daysText, exactDaysText, unknownText } from "@beep/runway/contract/messages"
import { defaultSettings } from "@beep/runway/contract/runway/RunwaySettings"
import type { RunwayFigure } from "@beep/runway/contract/runway/RunwayView"
import { calendarDay } from "../../shell/times.ts"

export interface CaptionInput {
  readonly runway: RunwayFigure
  readonly asOf: string
  /** Why there is no number, when there is none. */
  readonly unknown?: string
  readonly windowDays?: number
}

/** The line under the bar: always a date and a day count where there are some (runway.md 1.6). */
export const captionOf = (
  { runway, asOf, unknown, windowDays }: CaptionInput,
  said: (days: number) => string = daysText
): string => {
  switch (runway.state) {
    case "covered":
      return caption.covered(runway.coveredUntil === null ? null : calendarDay(runway.coveredUntil, asOf), said(runway.days ?? 0))
    case "overdrawn":
      return caption.overdrawn(calendarDay(asOf, asOf))
    case "not_burning":
      return caption.notBurning(runway.burnBasis, windowDays ?? defaultSettings.burnWindowDays)
    case "unknown":
      return caption.unknown(unknown ?? unknownText("never_synced", []))
  }
}

/** What a person hears of the bar: state, exact days, date and band word. */
export const valueTextOf = (input: CaptionInput): string => `${captionOf(input, exactDaysText)}, ${bandWord(input.runway)}`

const nothing: RunwayFigure = {
  state: "unknown",
  burnBasis: "gross",
  days: null,
  weeks: null,
  coveredUntil: null,
  band: "neutral",
  critical: false,
  fillPercent: 0
}

/** A business whose runway was never computed is drawn as unknown, never as an empty bar. */
export const listedCaption = (runway: ListedRunway | null): CaptionInput =>
  runway === null ? { runway: nothing, asOf: "1970-01-01" } : { runway, asOf: runway.asOfDate }
