import { daysBetween } from "@beep/kernel/LocalDate"
import type { Digest } from "@beep/runway/contract/digest/Digest"
import {
  bandWord,
  confidenceText,
  inputName,
  rejectedName,
  sentence,
  unknownText,
  weeksText
} from "@beep/runway/contract/messages"
import { BandLabel } from "@beep/ui/BandLabel"
import { Button } from "@beep/ui/Button"
import { Chip } from "@beep/ui/Chip"
import { Kbd } from "@beep/ui/Kbd"
import { RunwayBar } from "@beep/ui/RunwayBar"
import { useNavigate } from "@tanstack/react-router"
import { Info, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { clients } from "../../messages/clients.ts"
import { digest as words } from "../../messages/digest.ts"
import { useCommand } from "../../shell/shortcuts.ts"
import { calendarDay } from "../../shell/times.ts"
import { captionOf, valueTextOf } from "../runway/runwayWords.ts"
import { useDay } from "./AtContext.ts"
import { ExpectedItems } from "./ExpectedItems.tsx"
import { VarianceChip } from "./VarianceChip.tsx"

interface CoverageProps {
  readonly digest: Digest
  readonly asList: boolean
  readonly open: boolean
  /** Beside the reason: what can be done about the age of the figure. */
  readonly actions?: ReactNode
  /** Whether the books equal QuickBooks' own reports. */
  readonly tieOut: ReactNode
}

const Chips = ({ digest, tieOut }: Pick<CoverageProps, "digest" | "tieOut">) => {
  const { asOfDate, runway } = digest
  return (
    <ul className="flex flex-wrap gap-1 pt-1 pb-3">
      {runway.state === "unknown" ? null : (
        <li className="inline-flex">
          <VarianceChip digest={digest} />
        </li>
      )}
      {runway.payroll === null ? null : (
        <li className="inline-flex">
          {runway.payroll.status === "at_risk" ? (
            <Chip size="large" tone="warn" icon={<TriangleAlert />}>
              {words.payrollAtRisk(calendarDay(runway.payroll.date, asOfDate))}
            </Chip>
          ) : (
            <Chip size="large">{words.payrollOk(calendarDay(runway.payroll.date, asOfDate))}</Chip>
          )}
        </li>
      )}
      <li className="inline-flex max-w-full">{tieOut}</li>
      {runway.state === "unknown" ? null : (
        <li className="inline-flex">
          <Chip size="large" tone="info" title={runway.confidence.reasons.map((reason) => confidenceText[reason]).join(". ")}>
            {words.confidence[runway.confidence.level]}
          </Chip>
        </li>
      )}
    </ul>
  )
}

const Notice = ({ children }: { readonly children: string }) => (
  <p className="flex items-start gap-2 border-t border-line px-4 py-2.5 text-13 text-fg-2">
    <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.5} />
    {children}
  </p>
)

const sentenceCase = (text: string): string | null => (text === "" ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`)

/** The sentence, the bar, the caption with date and days, what is expected and not seen, and what is missing. */
export const Coverage = ({ digest, asList, open, actions, tieOut }: CoverageProps) => {
  const navigate = useNavigate()
  const day = useDay()
  const { runway, asOfDate, missing, rejected } = digest
  const unknown = runway.unknownBecause === null ? "" : unknownText(runway.unknownBecause, runway.missing)
  const input = { runway, asOf: asOfDate, unknown, windowDays: runway.windowDays }
  const caption = captionOf(input)
  const unavailable = runway.state === "unknown"
  // Missing inputs are named once, in the notice below.
  const reason = runway.unknownBecause === "inputs_missing" && missing.length > 0 ? null : sentenceCase(unknown)
  const line = unavailable ? reason : sentence.runway(runway) === null ? null : caption
  const why = () => void navigate({ to: ".", search: { ...day, why: "runway" }, resetScroll: false })
  useCommand("whyRunway", why)
  const payroll =
    runway.payroll === null
      ? undefined
      : { label: words.payroll(calendarDay(runway.payroll.date, asOfDate)), inDays: daysBetween(asOfDate, runway.payroll.date) }
  const payrollText =
    runway.payroll === null
      ? ""
      : `. ${runway.payroll.status === "at_risk" ? words.payrollAtRisk(calendarDay(runway.payroll.date, asOfDate)) : words.payrollOk(calendarDay(runway.payroll.date, asOfDate))}`
  return (
    <section aria-labelledby="coverage" className="overflow-hidden rounded-surface border border-line">
      <div className="px-4 pt-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id="coverage" className="text-20 font-semibold">
            {unavailable ? sentence.notAvailable : (sentence.runway(runway) ?? words.headline(caption))}
          </h2>
          <BandLabel band={runway.band} word={bandWord(runway)} />
          <span className="ml-auto flex gap-2">
            {actions}
            <Button size="small" className="pr-0.5!" aria-expanded={open} aria-keyshortcuts="w" onClick={why}>
              {words.why}
              <Kbd>w</Kbd>
            </Button>
          </span>
        </div>
        {line === null ? null : <p className="mt-1 text-fg-2 tabular-nums">{line}</p>}
        {asList ? (
          <dl className="flex flex-wrap gap-x-6 gap-y-1 py-3 text-13">
            <div>
              <dt className="text-muted">{clients.columns.band}</dt>
              <dd>{bandWord(runway)}</dd>
            </div>
            {runway.days === null ? null : (
              <div>
                <dt className="text-muted">{clients.columns.days}</dt>
                <dd>
                  {runway.days} {clients.days(runway.days)}
                </dd>
              </div>
            )}
            {runway.weeks === null ? null : (
              <div>
                <dt className="text-muted">{clients.columns.weeks}</dt>
                <dd>{weeksText(runway.weeks)}</dd>
              </div>
            )}
            {runway.coveredUntil === null ? null : (
              <div>
                <dt className="text-muted">{clients.columns.until}</dt>
                <dd>{calendarDay(runway.coveredUntil, asOfDate)}</dd>
              </div>
            )}
            {payroll === undefined ? null : (
              <div>
                <dt className="text-muted">{words.payroll("")}</dt>
                <dd>{payrollText.slice(2)}</dd>
              </div>
            )}
          </dl>
        ) : (
          <RunwayBar
            size="full"
            state={runway.state}
            band={runway.band}
            days={runway.days}
            label={words.bar}
            valueText={`${valueTextOf(input)}${payrollText}`}
            payroll={payroll}
            ticks={words.ticks}
          />
        )}
        <Chips digest={digest} tieOut={tieOut} />
      </div>
      <ExpectedItems items={digest.expectedItems ?? []} asOf={asOfDate} />
      {missing.length === 0 ? null : <Notice>{words.missing(missing.map((item) => inputName[item]).join(", "))}</Notice>}
      {rejected.length === 0 ? null : <Notice>{words.rejected(rejected.map(rejectedName).join("; "))}</Notice>}
    </section>
  )
}
