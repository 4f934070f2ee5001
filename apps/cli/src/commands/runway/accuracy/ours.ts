import { type Component, components, type Measured } from "@beep/runway/contract/oracle/accuracy"
import type { RunwayResult } from "@beep/runway/contract/runway/derive"

const figureOf = {
  cash: "cash",
  receivables: "countable_receivables",
  payables: "near_payables",
  bills: "bill_outflow",
  other: "other_outflow"
} as const satisfies Readonly<Record<Component, keyof RunwayResult["figures"]>>

/** The calculator's figures in the words of the comparison; a figure that is not known stays unknown. */
export const ours = ({ figures, runway, window }: RunwayResult): Measured => {
  const minor = (component: Component): bigint | null => figures[figureOf[component]]?.amountMinor ?? null
  const [bills, other] = [minor("bills"), minor("other")]
  return {
    cash: minor("cash"),
    receivables: minor("receivables"),
    payables: minor("payables"),
    burn: bills === null || other === null ? null : { days: window.days, bills, other },
    runway: { state: runway.state, days: runway.days, band: runway.band },
    flagged: components.filter((component) =>
      figures[figureOf[component]]?.leftOut.some(({ reason }) => reason === "no_exchange_rate")
    )
  }
}
