import type { TimeZoneName } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import type { CertifiedSection, NamedEntity, TieOutCertificate } from "@beep/runway/contract/tieout/TieOutCertificate"
import type { SectionOutcome } from "@beep/runway/contract/tieout/TieOutSection"
import { KeyValues } from "@beep/ui/KeyValues"
import { Mark } from "@beep/ui/Mark"
import { DateTime, Option } from "effect"
import { Check, CircleDashed, TriangleAlert } from "lucide-react"
import { tieOut as words } from "../../messages/tieOut.ts"
import { calendarDay, exactInstant } from "../../shell/times.ts"
import { amountText } from "../runway/amounts.ts"

const OutcomeMark = ({ outcome }: { readonly outcome: SectionOutcome }) => (
  <span className="text-12">
    <Mark
      tone={outcome === "agrees" ? "ok" : outcome === "differs" ? "bad" : "warn"}
      icon={
        outcome === "agrees" ? (
          <Check strokeWidth={1.5} />
        ) : outcome === "differs" ? (
          <TriangleAlert strokeWidth={1.5} />
        ) : (
          <CircleDashed strokeWidth={1.5} />
        )
      }
    >
      {words.outcomes[outcome]}
    </Mark>
  </span>
)

const Amount = ({ minor, currency }: { readonly minor: bigint | null; readonly currency: Currency }) => (
  <td className="border-b border-line px-2 text-right whitespace-nowrap tabular-nums">
    {minor === null ? <span className="text-muted">{words.absent}</span> : amountText({ minor, currency })}
  </td>
)

const EntityRows = ({ entity, currency }: { readonly entity: NamedEntity; readonly currency: Currency }) => (
  <>
    <tr>
      <th scope="row" className="border-b border-line px-2 py-1 text-left font-medium break-words">
        {entity.name ?? words.nobody[entity.entityType]}
      </th>
      <Amount minor={entity.oursMinor} currency={currency} />
      <Amount minor={entity.theirsMinor} currency={currency} />
    </tr>
    {entity.buckets.map((bucket) => (
      <tr key={bucket.bucket} className="text-muted">
        <td className="border-b border-line py-1 pr-2 pl-5">{words.buckets[bucket.bucket]}</td>
        <Amount minor={bucket.oursMinor} currency={currency} />
        <Amount minor={bucket.theirsMinor} currency={currency} />
      </tr>
    ))}
  </>
)

/** Both sides of one section: what differs first, then the totals. */
const Sides = ({ section, currency }: { readonly section: CertifiedSection; readonly currency: Currency }) => {
  const head = "h-7 bg-sunken px-2 text-12 font-medium text-muted"
  return (
    <div className="overflow-x-auto rounded-control border border-line">
      <table className="w-full border-separate border-spacing-0 text-12 [&_td]:h-7">
        <caption className="sr-only">{words.caption(words.sections[section.section])}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} text-left`}>
              {words.columns.name}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {words.columns.ours}, {currency}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {words.columns.theirs}
            </th>
          </tr>
        </thead>
        <tbody>
          {section.entities.map((entity) => (
            <EntityRows key={`${entity.entityType}${entity.qboId ?? ""}`} entity={entity} currency={currency} />
          ))}
          <tr className="font-semibold [&>*]:border-b-0">
            <th scope="row" className="px-2 py-1 text-left">
              {words.total(section.section, section.compared)}
            </th>
            <Amount minor={section.oursMinor} currency={currency} />
            <Amount minor={section.theirsMinor} currency={currency} />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** As the report says it where that is no instant. */
const madeAtText = (text: string, timezone: TimeZoneName): string =>
  Option.match(DateTime.make(text), { onNone: () => text, onSome: (at) => exactInstant(DateTime.toUtc(at), timezone) })

interface SectionProps {
  readonly section: CertifiedSection
  readonly of: TieOutCertificate
  readonly timezone: TimeZoneName
}

const Section = ({ section, of, timezone }: SectionProps) => {
  const { report } = section
  const unlisted = section.differing - section.entities.length
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-13 font-semibold">{words.sections[section.section]}</h3>
        <OutcomeMark outcome={section.outcome} />
      </div>
      {section.reason === null ? (
        <Sides section={section} currency={of.currency} />
      ) : (
        <p className="text-13">{words.reasons[section.reason]}</p>
      )}
      {unlisted > 0 ? <p className="text-12 text-muted">{words.more(unlisted)}</p> : null}
      <p className="text-12 text-muted">{words.basis[section.section]}</p>
      {report === null ? null : (
        <div className="[&_dl]:text-12">
          <KeyValues
            items={[
              {
                name: words.report,
                value: words.reportOf(words.reports[report.name], calendarDay(of.asOf, of.asOf))
              },
              ...(report.madeAt === null ? [] : [{ name: words.made, value: madeAtText(report.madeAt, timezone) }]),
              { name: words.reportHash, value: <span className="font-mono break-all">{report.sha256}</span> }
            ]}
          />
        </div>
      )}
    </section>
  )
}

/** The four sections; the ones that differ stand first, then what was not compared. */
export const TieOutSections = ({
  certificate,
  timezone
}: {
  readonly certificate: TieOutCertificate
  readonly timezone: TimeZoneName
}) => {
  const order: ReadonlyArray<SectionOutcome> = ["differs", "not_compared", "agrees"]
  return order.flatMap((outcome) =>
    certificate.sections
      .filter((section) => section.outcome === outcome)
      .map((section) => <Section key={section.section} section={section} of={certificate} timezone={timezone} />)
  )
}
