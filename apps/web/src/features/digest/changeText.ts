import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { decimalFromMinor, type Money, usd } from "@beep/kernel/Money"
import type { Digest } from "@beep/runway/contract/digest/Digest"
import type { DigestChange } from "@beep/runway/contract/digest/DigestChange"
import { change as words } from "../../messages/change.ts"
import { calendarDay } from "../../shell/times.ts"
import { moneyText } from "../runway/amounts.ts"

/** A change of an amount, always with its sign: `+$240`, `\u2212$6k`, `+$1.2M`; cut, never rounded up. */
export const shortChange = ({ currency, minor }: Money): string => {
  const size = Number(decimalFromMinor(minor < 0n ? -minor : minor, currency))
  const [unit, scale] = size >= 1_000_000 ? ["M", 1_000_000] : size >= 1_000 ? ["k", 1_000] : ["", 1]
  const cut = Math.floor((size / scale) * (scale === 1 ? 1 : 10)) / (scale === 1 ? 1 : 10)
  const sign = minor < 0n ? "\u2212" : "+"
  return currency === usd ? `${sign}$${cut}${unit}` : `${sign}${cut}${unit} ${currency}`
}

/** The amount in full, for whoever does not see the short one. */
const exactChange = (amount: Money): string => (amount.minor < 0n ? moneyText(amount) : `+${moneyText(amount)}`)

/** "last week" where it was about a week ago; any other day is named. */
const sinceText = ({ baselineDate }: DigestChange, asOf: LocalDate): string => {
  const ago = daysBetween(baselineDate, asOf)
  return ago >= 5 && ago <= 9 ? words.lastWeek : calendarDay(baselineDate, asOf)
}

const stateText = (change: Extract<DigestChange, { kind: "state" }>, asOf: LocalDate): string => {
  const on = calendarDay(change.baselineDate, asOf)
  if (change.from === change.to) return words.same(sinceText(change, asOf))
  if (change.to === "unknown") return words.noLongerKnown(on)
  if (change.from === "unknown") return words.nowKnown(on)
  return change.to === "not_burning" ? words.notBurning : words.nowBurning
}

export interface ChangeText {
  readonly shown: string
  /** The same with every amount in full. */
  readonly spoken: string
  readonly direction: "up" | "down" | "none"
}

const plain = (shown: string): ChangeText => ({ shown, spoken: shown, direction: "none" })

/** What the chip says (runway.md 1.10). */
export const changeText = ({ asOfDate, change, runway }: Pick<Digest, "asOfDate" | "change" | "runway">): ChangeText => {
  if (change === null) return plain(words.none)
  if (change.kind === "state") return plain(stateText(change, asOfDate))
  const { baselineDays, deltaDays, others, reason, reasonAmount } = change
  if (deltaDays === 0) return plain(words.same(sinceText(change, asOfDate)))
  const moved =
    runway.state === "overdrawn" && baselineDays > 0
      ? words.belowZero(baselineDays, calendarDay(change.baselineDate, asOfDate))
      : words.days(deltaDays, sinceText(change, asOfDate))
  const because = (amount: string): string =>
    reason === null || reasonAmount === null ? moved : `${moved} (${words.because(words.reasons[reason], amount, others)})`
  return {
    shown: because(reasonAmount === null ? "" : shortChange(reasonAmount)),
    spoken: because(reasonAmount === null ? "" : exactChange(reasonAmount)),
    direction: deltaDays < 0 ? "down" : "up"
  }
}
