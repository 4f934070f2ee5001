import type { ClientId } from "@beep/kernel/ids"
import type { Derivation, DerivationStep } from "@beep/runway/contract/digest/Derivation"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import { ChevronDown, ChevronRight } from "lucide-react"
import { useState } from "react"
import { clients } from "../../messages/clients.ts"
import { derivation as words } from "../../messages/digest.ts"
import { amountText, groupedDecimal } from "../runway/amounts.ts"
import { DerivationRows } from "./DerivationRows.tsx"

interface StepsProps {
  readonly clientId: ClientId
  readonly derivation: Derivation
}

const totals: ReadonlySet<DerivationStep["id"]> = new Set(["available", "used_per_day", "days"])

const lineClass =
  "grid min-h-7.5 w-full grid-cols-[16px_minmax(0,1fr)_auto_16px] items-center gap-2 border-t text-left text-13 tabular-nums"

const Value = ({ step }: { readonly step: DerivationStep }) => {
  if (step.value.unit !== "days") return <>{groupedDecimal(step.value.decimal)}</>
  const days = step.value.denominator === 0n ? 0 : Number(step.value.numerator / step.value.denominator)
  return (
    <>
      <b className="font-semibold">{days}</b> {clients.days(days)}
    </>
  )
}

/** The steps of the rule as it was computed; a step that is a sum opens to its rows. */
export const DerivationSteps = ({ clientId, derivation }: StepsProps) => {
  const [open, setOpen] = useState<FigureId | undefined>("countable_receivables")
  return (
    <div className="border-b border-line">
      {derivation.steps.map((step) => {
        const part = step.figure === null ? undefined : derivation.parts.find((candidate) => candidate.figure === step.figure)
        const total = totals.has(step.id)
        const border = total ? "border-line-strong" : "border-line"
        const label = (
          <>
            <span aria-hidden="true" className="text-center text-muted">
              {step.operator}
            </span>
            <span>
              {words.steps[step.id]}
              {part === undefined ? null : (
                <small className="ml-1.5 text-12 font-normal text-muted">
                  {words.rows(part.countingRows)}
                  {step.value.unit === "minor_per_day" ? `, ${amountText(part.amount)}` : ""}
                </small>
              )}
              {step.value.unit === "days" ? (
                <small className="ml-1.5 text-12 font-normal text-muted">
                  {groupedDecimal(step.value.decimal)}, {words.rounded}
                </small>
              ) : null}
            </span>
            <span>
              <Value step={step} />
            </span>
          </>
        )
        if (part === undefined)
          return (
            <div key={step.id} className={`${lineClass} ${border} ${total ? "font-semibold" : ""}`}>
              {label}
              <span />
            </div>
          )
        const isOpen = open === part.figure
        return (
          <div key={step.id}>
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => setOpen(isOpen ? undefined : part.figure)}
              className={`${lineClass} ${border} ${isOpen ? "font-medium text-brand-text" : "hover:bg-hover"}`}
            >
              {label}
              {isOpen ? (
                <ChevronDown aria-hidden="true" className="size-4" strokeWidth={1.5} />
              ) : (
                <ChevronRight aria-hidden="true" className="size-4 text-muted" strokeWidth={1.5} />
              )}
            </button>
            {isOpen ? (
              <div className="mb-2 sm:ml-6">
                <DerivationRows clientId={clientId} why="runway" part={part} asOf={derivation.asOfDate} />
              </div>
            ) : null}
          </div>
        )
      })}
    </div>
  )
}
