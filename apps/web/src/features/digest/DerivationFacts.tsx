import type { Derivation } from "@beep/runway/contract/digest/Derivation"
import { KeyValues } from "@beep/ui/KeyValues"
import { Mark } from "@beep/ui/Mark"
import { Check, TriangleAlert } from "lucide-react"
import { derivation as words } from "../../messages/digest.ts"
import { calendarDay } from "../../shell/times.ts"
import { moneyText } from "../runway/amounts.ts"

const TieOuts = ({ derivation }: { readonly derivation: Derivation }) =>
  derivation.tieOuts.length === 0 ? null : (
    <section className="grid gap-1">
      <h3 className="text-12 font-medium text-fg-2">{words.tieOuts}</h3>
      <ul className="text-13">
        {derivation.tieOuts.map((tieOut) => (
          <li
            key={`${tieOut.against}${tieOut.label}`}
            className="flex flex-wrap items-baseline gap-x-2 border-t border-line py-1"
          >
            <span className="min-w-0 flex-1 truncate">{tieOut.label}</span>
            <span className="tabular-nums">{moneyText(tieOut.amount)}</span>
            <span className="text-12">
              {tieOut.difference.minor === 0n ? (
                <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
                  {words.tied}
                </Mark>
              ) : (
                <Mark tone="warn" icon={<TriangleAlert strokeWidth={1.5} />}>
                  {words.difference(moneyText(tieOut.difference))}
                </Mark>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )

/** By which rule, over which days, from which state of the books: enough to ask for the same figure again. */
export const DerivationFacts = ({ derivation }: { readonly derivation: Derivation }) => {
  const { window, asOfDate, settings } = derivation
  const parts =
    derivation.figure === "runway" ? [] : derivation.parts.map((part) => ({ name: words.basis, value: words.bases[part.basis] }))
  return (
    <>
      <TieOuts derivation={derivation} />
      <KeyValues
        items={[
          { name: words.ruleVersion, value: derivation.formulaVersion },
          ...parts,
          ...(window === null
            ? []
            : [
                {
                  name: words.window,
                  value: words.windowText(calendarDay(window.from, asOfDate), calendarDay(window.to, asOfDate), window.days)
                }
              ]),
          { name: words.settings, value: words.bands(settings.redBelowDays, settings.yellowBelowDays) },
          ...(derivation.syncPoint === null
            ? []
            : [{ name: words.syncPoint, value: <span className="font-mono text-12 break-all">{derivation.syncPoint}</span> }]),
          { name: words.inputHash, value: <span className="font-mono text-12 break-all">{derivation.inputHash}</span> }
        ]}
      />
    </>
  )
}
