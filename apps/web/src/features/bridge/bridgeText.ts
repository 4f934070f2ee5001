import { decimalFromMinor, type Money } from "@beep/kernel/Money"
import type { Bridge, BridgeComponents, BridgePart } from "@beep/runway/contract/bridge/Bridge"
import type { WaterfallBar } from "@beep/ui/Waterfall"
import { bridge as words } from "../../messages/bridge.ts"
import { amountText, groupedDecimal } from "../runway/amounts.ts"
import type { BridgeView } from "./BridgeSearch.ts"

/** `20.01` of the hundredths that add up on the screen. */
export const hundredthsText = (hundredths: number): string => {
  const size = Math.abs(hundredths)
  return groupedDecimal(`${hundredths < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`)
}

export const signedHundredths = (hundredths: number): string =>
  hundredths > 0 ? `+${hundredthsText(hundredths)}` : hundredthsText(hundredths)

export const signedAmount = (amount: Money): string => (amount.minor > 0n ? `+${amountText(amount)}` : amountText(amount))

/** Nothing is shown as nothing. */
export const changeCell = (amount: Money): string => (amount.minor === 0n ? "\u2013" : signedAmount(amount))

const componentOf = (sums: BridgeComponents, view: Exclude<BridgeView, "days">): Money =>
  view === "cash" ? sums.cash : view === "receivables" ? sums.countableReceivables : sums.nearPayables

/** Floor of the exact days in hundredths, as the server cuts its parts. */
const endHundredths = ({ components: _, days }: Bridge["from"]): number | null =>
  days === null
    ? null
    : Number(
        (days.numerator * 100n - ((((days.numerator * 100n) % days.denominator) + days.denominator) % days.denominator)) /
          days.denominator
      )

export const endText = (end: Bridge["from"]): string => {
  const hundredths = endHundredths(end)
  return hundredths === null ? "\u2013" : hundredthsText(hundredths)
}

interface Steps {
  readonly from: number
  readonly fromText: string
  readonly toText: string
  readonly parts: ReadonlyArray<{ readonly part: BridgePart; readonly size: number; readonly text: string }>
}

const stepsOf = (bridge: Bridge, view: BridgeView): Steps | null => {
  const { from, parts, to } = bridge
  if (parts === null || from.components === null || to.components === null) return null
  if (view === "days") {
    const start = endHundredths(from)
    if (start === null || bridge.changeHundredths === null) return null
    return {
      from: start / 100,
      fromText: hundredthsText(start),
      toText: hundredthsText(start + bridge.changeHundredths),
      parts: parts.map((part) => ({ part, size: (part.hundredths ?? 0) / 100, text: signedHundredths(part.hundredths ?? 0) }))
    }
  }
  const number = (amount: Money): number => Number(decimalFromMinor(amount.minor, amount.currency))
  return {
    from: number(componentOf(from.components, view)),
    fromText: amountText(componentOf(from.components, view)),
    toText: amountText(componentOf(to.components, view)),
    parts: parts.map((part) => {
      const amount = componentOf(part.change, view)
      return { part, size: number(amount), text: amount.minor === 0n ? "0" : signedAmount(amount) }
    })
  }
}

export interface Picture {
  readonly bars: ReadonlyArray<WaterfallBar>
  readonly summary: string
}

/** The picture of one figure; null where it has none. */
export const pictureOf = (bridge: Bridge, view: BridgeView, fromLabel: string, toLabel: string): Picture | null => {
  const steps = stepsOf(bridge, view)
  if (steps === null) return null
  const unit = (text: string): string => (view === "days" ? words.days(text) : text)
  let reached = steps.from
  const parts = steps.parts.map(({ part, size, text }): WaterfallBar => {
    const before = reached
    reached += size
    const label = words.causes[part.cause]
    return { id: part.cause, label, kind: "part", from: before, to: reached, text, name: words.open(label, unit(text)) }
  })
  const end = (id: string, label: string, value: number, text: string): WaterfallBar => ({
    id,
    label,
    kind: "end",
    from: 0,
    to: value,
    text,
    name: `${label}, ${unit(text)}`
  })
  const largest = steps.parts.reduce<(typeof steps.parts)[number] | null>(
    (most, one) => (one.size !== 0 && (most === null || Math.abs(one.size) > Math.abs(most.size)) ? one : most),
    null
  )
  return {
    bars: [end("from", fromLabel, steps.from, steps.fromText), ...parts, end("to", toLabel, reached, steps.toText)],
    summary: words.summary(
      unit(steps.fromText),
      unit(steps.toText),
      largest === null ? null : `${words.causes[largest.part.cause]} ${unit(largest.text)}`
    )
  }
}

/** What a part is about, by its largest rows. */
export const rowsSummary = (part: BridgePart): string => {
  const names = [
    ...new Set(
      part.rows
        .filter(({ source }) => source !== "Rule")
        .map(({ label, partyName }) => (partyName === null ? label : `${label} ${partyName}`))
    )
  ]
  const shown = names.slice(0, 2)
  const rest = part.rowCount - shown.length
  if (shown.length === 0) return words.none
  return rest > 0 ? `${shown.join(", ")} ${words.more(rest)}` : shown.join(", ")
}
