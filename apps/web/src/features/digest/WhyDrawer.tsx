import type { ClientId } from "@beep/kernel/ids"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import type { Derivation } from "@beep/runway/contract/digest/Derivation"
import { daysText, inputName, unknownText } from "@beep/runway/contract/messages"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import { Drawer } from "@beep/ui/Drawer"
import { Mark } from "@beep/ui/Mark"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Check } from "lucide-react"
import { app } from "../../messages/app.ts"
import { derivation as words, digest } from "../../messages/digest.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant } from "../../shell/times.ts"
import { moneyText } from "../runway/amounts.ts"
import { useAt, useDay } from "./AtContext.ts"
import { DerivationFacts } from "./DerivationFacts.tsx"
import { DerivationRows } from "./DerivationRows.tsx"
import { DerivationSteps } from "./DerivationSteps.tsx"
import type { RowPlace } from "./DigestSearch.ts"
import { LedgerRow } from "./LedgerRow.tsx"
import { derivationQuery } from "./queries.ts"

export interface WhyDrawerProps {
  readonly clientId: ClientId
  readonly timezone: TimeZoneName
  readonly figure: FigureId
  /** The ledger row shown in place of the derivation, one level down. */
  readonly row: RowPlace | undefined
}

const titleOf = (figure: FigureId, derivation: Derivation | undefined): string => {
  if (derivation === undefined) return words.titleFigure(digest.figures[figure])
  if (derivation.value === null) return words.titleUnknown
  if (derivation.value.unit === "days")
    return words.titleDays(daysText(Number(derivation.value.numerator / derivation.value.denominator)))
  const part = derivation.parts[0]
  return part === undefined ? words.titleFigure(derivation.title) : words.titleAmount(moneyText(part.amount))
}

const Body = ({
  clientId,
  timezone,
  derivation
}: {
  readonly clientId: ClientId
  readonly timezone: TimeZoneName
  readonly derivation: Derivation
}) => (
  <>
    {derivation.dataAsOf === null ? null : (
      <p className="text-13 text-muted">
        {words.asOf} <span className="text-fg">{exactInstant(derivation.dataAsOf, timezone)}</span>
      </p>
    )}
    <p className="rounded-control border border-line bg-sunken px-3 py-2 text-13 text-fg-2">
      <span className="font-medium text-fg">{derivation.title}.</span> {derivation.rule}
    </p>
    {derivation.unknownBecause === null ? null : (
      <p className="text-13">{unknownText(derivation.unknownBecause, derivation.missing)}</p>
    )}
    {derivation.missing.length === 0 ? null : (
      <section>
        <h3 className="text-12 font-medium text-fg-2">{words.missing}</h3>
        <ul className="list-inside list-disc text-13">
          {derivation.missing.map((input) => (
            <li key={input}>{inputName[input]}</li>
          ))}
        </ul>
      </section>
    )}
    {derivation.steps.length === 0 ? (
      derivation.parts.map((part) => (
        <DerivationRows key={part.figure} clientId={clientId} why={derivation.figure} part={part} asOf={derivation.asOfDate} />
      ))
    ) : (
      <DerivationSteps clientId={clientId} derivation={derivation} />
    )}
    <DerivationFacts derivation={derivation} />
  </>
)

const Waiting = () => (
  <Loading what={words.loading}>
    <div className="grid gap-3">
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-10 w-full" />
      {[0, 1, 2, 3, 4, 5, 6, 7].map((line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  </Loading>
)

/** Level one: the rule, its steps and rows. Level two: one row as mirrored. Both stand in the address. */
export const WhyDrawer = ({ clientId, timezone, figure, row }: WhyDrawerProps) => {
  const navigate = useNavigate()
  const day = useDay()
  const query = useQuery(derivationQuery(clientId, figure, useAt()))
  const counted = query.data?.parts.reduce((sum, part) => sum + part.countingRows, 0)
  const back = () => void navigate({ to: ".", search: { ...day, why: figure }, resetScroll: false })
  return (
    <Drawer
      open
      onClose={() => void navigate({ to: ".", search: day, resetScroll: false })}
      title={row === undefined ? titleOf(figure, query.data) : words.titleRow}
      description={row === undefined ? words.description : words.recordDescription}
      closeLabel={app.close}
      back={row === undefined ? undefined : { label: words.back, onBack: back }}
      foot={
        row === undefined && counted !== undefined ? (
          <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
            {words.total(counted)}
          </Mark>
        ) : undefined
      }
    >
      {row !== undefined ? (
        <LedgerRow key={`${row.entityType}${row.qboId}`} clientId={clientId} timezone={timezone} place={row} />
      ) : query.isPending ? (
        <Waiting />
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Body clientId={clientId} timezone={timezone} derivation={query.data} />
      )}
    </Drawer>
  )
}
