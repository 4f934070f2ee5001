import type { Measured } from "@beep/runway/contract/oracle/accuracy"
import type { RunwayResult } from "@beep/runway/contract/runway/derive"

/** The calculator's figures in the words of the comparison. */
export const ours = ({ figures, runway, window }: RunwayResult): Measured => ({
  cash: figures.cash?.amountMinor ?? null,
  receivables: figures.countable_receivables?.amountMinor ?? 0n,
  payables: figures.near_payables?.amountMinor ?? 0n,
  burn: {
    days: window.days,
    bills: figures.bill_outflow?.amountMinor ?? 0n,
    other: figures.other_outflow?.amountMinor ?? 0n
  },
  runway: { state: runway.state, days: runway.days, band: runway.band }
})
