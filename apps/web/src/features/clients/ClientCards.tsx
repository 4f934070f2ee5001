import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import type { ClientSort, RitualWeek } from "@beep/runway/contract/ClientsApi"
import { weeksText } from "@beep/runway/contract/messages"
import type { DateTime } from "effect"
import { captionOf, listedCaption } from "../runway/runwayWords.ts"
import { clients } from "../../messages/clients.ts"
import { calendarDay } from "../../shell/times.ts"
import { clientGroups } from "./clientGroups.ts"
import { Ago, ItemBand, MiniBar, Reasons, Synced, WeekMark } from "./ClientMark.tsx"
import { ClientName } from "./ClientName.tsx"

interface CardProps {
  readonly item: ClientListItem
  readonly week: RitualWeek
  readonly now: DateTime.Utc
  /** List mode has words in place of bars. */
  readonly bars: boolean
}

const Figures = ({ runway }: { readonly runway: NonNullable<ClientListItem["runway"]> }) => {
  if (runway.days === null) return null
  return (
    <p className="flex flex-wrap justify-between gap-x-3 tabular-nums">
      <span>
        <b className="font-semibold">{runway.days}</b>{" "}
        <span className="text-muted">
          {clients.days(runway.days)}
          {runway.weeks === null ? "" : `, ${clients.weeks(weeksText(runway.weeks))}`}
        </span>
      </span>
      <span>
        {runway.state === "overdrawn" ? (
          clients.belowZero
        ) : runway.coveredUntil === null ? null : (
          <>
            <span className="text-muted">{clients.through}</span> {calendarDay(runway.coveredUntil, runway.asOfDate)}
          </>
        )}
      </span>
    </p>
  )
}

const ClientCard = ({ item, now, bars, week }: CardProps) => (
  <li className="grid gap-1.5 border-b border-line px-6 py-3 text-13 has-focus-visible:bg-brand-tint max-sm:px-4">
    <div className="flex items-center gap-3">
      <h3 className="min-w-0 flex-1">
        <ClientName item={item} />
      </h3>
      <ItemBand item={item} />
    </div>
    {bars && item.kind === "business" ? (
      <div className="py-1">
        <MiniBar item={item} />
      </div>
    ) : null}
    {item.runway === null ? null : <Figures runway={item.runway} />}
    {!bars && item.kind === "business" && (item.runway?.days ?? null) === null ? (
      <p className="text-muted">{captionOf(listedCaption(item.runway))}</p>
    ) : null}
    <Reasons item={item} wrap />
    <dl className="flex flex-wrap gap-x-4 text-12 text-muted">
      <div className="flex gap-1">
        <dt>{clients.columns.week}</dt>
        <dd>
          <WeekMark item={item} since={week.since} />
        </dd>
      </div>
      <div className="flex gap-1">
        <dt>{clients.columns.synced}</dt>
        <dd>
          <Synced item={item} now={now} />
        </dd>
      </div>
      <div className="flex gap-1">
        <dt>{clients.columns.worked}</dt>
        <dd>
          {item.lastWorked === null ? (
            clients.never
          ) : (
            <>
              <Ago at={item.lastWorked.at} now={now} />, {item.lastWorked.by}
            </>
          )}
        </dd>
      </div>
    </dl>
  </li>
)

/** The same clients, figures and links as the table, in the same order. */
export const ClientCards = ({
  items,
  week,
  sort,
  now,
  bars
}: {
  readonly items: ReadonlyArray<ClientListItem>
  readonly week: RitualWeek
  readonly sort: ClientSort
  readonly now: DateTime.Utc
  readonly bars: boolean
}) => (
  <div className="border-t border-line">
    {clientGroups(items, sort).map((group) => (
      <section key={`${group.key}-${group.items[0]?.clientId ?? ""}`}>
        <h2 className="flex h-8 items-center border-b border-line bg-sunken px-6 text-12 font-medium text-fg-2 max-sm:px-4">
          {clients.groups[group.key]}
          <span className="ml-1 font-normal text-muted tabular-nums">{group.items.length}</span>
        </h2>
        <ul>
          {group.items.map((item) => (
            <ClientCard key={item.clientId} item={item} week={week} now={now} bars={bars} />
          ))}
        </ul>
      </section>
    ))}
  </div>
)
