import type { Money } from "@beep/kernel/Money"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import { Figure } from "@beep/ui/Figure"
import { useNavigate } from "@tanstack/react-router"
import { useDay } from "./AtContext.ts"
import { digest } from "../../messages/digest.ts"
import { amountText, moneyText } from "../runway/amounts.ts"

export interface FigureLinkProps {
  readonly figure: FigureId
  readonly amount: Money | null
  readonly open: FigureId | undefined
  /** Heads of cards carry the currency; lines do not repeat it. */
  readonly withCurrency?: boolean
}

/** An amount that opens what it rests on; the open one stands in the address. */
export const FigureLink = ({ figure, amount, open, withCurrency = false }: FigureLinkProps) => {
  const navigate = useNavigate()
  const day = useDay()
  if (amount === null) return <span className="font-normal text-muted">{digest.notKnown}</span>
  return (
    <Figure
      value={withCurrency ? moneyText(amount) : amountText(amount)}
      label={digest.whyFigure(digest.figures[figure], moneyText(amount))}
      open={open === figure}
      onOpen={() => void navigate({ to: ".", search: { ...day, why: figure }, resetScroll: false })}
    />
  )
}
