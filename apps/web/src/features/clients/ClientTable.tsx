import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import type { ClientSort, RitualWeek } from "@beep/runway/contract/ClientsApi"
import { weeksText } from "@beep/runway/contract/messages"
import { Cell, DataTable, GroupRow, HeadCell } from "@beep/ui/DataTable"
import { classes } from "@beep/ui/classes"
import type { DateTime } from "effect"
import { ArrowDown, ArrowUp } from "lucide-react"
import { Fragment } from "react"
import { clients } from "../../messages/clients.ts"
import { initials } from "../../shell/initials.ts"
import { calendarDay } from "../../shell/times.ts"
import { useMedia } from "@beep/ui/useMedia"
import { clientGroups } from "./clientGroups.ts"
import { Ago, ItemBand, MiniBar, Reasons, Synced, WeekMark } from "./ClientMark.tsx"
import { ClientName } from "./ClientName.tsx"

interface RowProps {
  readonly item: ClientListItem
  readonly week: RitualWeek
  readonly now: DateTime.Utc
  /** Weeks, sync and last work have room only on a wide screen. */
  readonly wide: boolean
}

const Figures = ({ item, wide }: Pick<RowProps, "item" | "wide">) => {
  const { runway } = item
  if (runway === null || runway.days === null) {
    return (wide ? ["days", "weeks", "until"] : ["days", "until"]).map((cell) => (
      <Cell key={cell} numeric className="text-muted">
        {clients.none}
      </Cell>
    ))
  }
  const overdrawn = runway.state === "overdrawn"
  return (
    <>
      <Cell numeric>
        <b className="font-semibold">{runway.days}</b> <span className="text-muted">{clients.days(runway.days)}</span>
      </Cell>
      {wide ? (
        <Cell numeric className="text-muted">
          {runway.weeks === null ? clients.none : clients.weeks(weeksText(runway.weeks))}
        </Cell>
      ) : null}
      <Cell numeric>
        {overdrawn
          ? clients.belowZero
          : runway.coveredUntil === null
            ? clients.none
            : calendarDay(runway.coveredUntil, runway.asOfDate)}
      </Cell>
    </>
  )
}

const ClientRow = ({ item, now, week, wide }: RowProps) => (
  <tr className="hover:bg-sunken has-focus-visible:bg-brand-tint has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus-ring [&_a]:outline-0">
    <Cell>
      <ClientName item={item} />
    </Cell>
    <Cell>
      <MiniBar item={item} />
    </Cell>
    <Figures item={item} wide={wide} />
    <Cell className="pl-4">
      <ItemBand item={item} />
    </Cell>
    <Cell>
      <Reasons item={item} />
    </Cell>
    <Cell className="truncate">
      <WeekMark item={item} since={week.since} />
    </Cell>
    {wide ? (
      <>
        <Cell numeric className="text-muted">
          <Synced item={item} now={now} />
        </Cell>
        <Cell className="truncate pl-4 text-muted">
          {item.lastWorked === null ? (
            clients.never
          ) : (
            <>
              <Ago at={item.lastWorked.at} now={now} />,{" "}
              <abbr title={item.lastWorked.by} className="no-underline" aria-hidden="true">
                {initials(item.lastWorked.by)}
              </abbr>
              <span className="sr-only">{item.lastWorked.by}</span>
            </>
          )}
        </Cell>
      </>
    ) : null}
  </tr>
)

interface SortHeadProps {
  readonly sort: ClientSort
  readonly current: ClientSort
  readonly onSort: (sort: ClientSort) => void
  readonly numeric?: boolean
  readonly className: string
  readonly children: string
}

/** Names and runways rise, instants begin with the newest. */
const direction: Readonly<Record<ClientSort, "ascending" | "descending">> = {
  runway: "ascending",
  name: "ascending",
  last_synced: "descending",
  last_worked: "descending"
}

const SortHead = ({ children, className, current, numeric = false, onSort, sort }: SortHeadProps) => (
  <HeadCell numeric={numeric} className={className} aria-sort={current === sort ? direction[sort] : undefined}>
    <button
      type="button"
      onClick={() => onSort(sort)}
      className={classes(
        "inline-flex min-h-6 items-center gap-1 rounded-chip hover:text-fg [&_svg]:size-3",
        current === sort && "text-fg"
      )}
    >
      {children}
      {current !== sort ? null : direction[sort] === "ascending" ? (
        <ArrowUp aria-hidden="true" strokeWidth={1.5} />
      ) : (
        <ArrowDown aria-hidden="true" strokeWidth={1.5} />
      )}
    </button>
  </HeadCell>
)

interface TableProps {
  readonly items: ReadonlyArray<ClientListItem>
  readonly week: RitualWeek
  readonly now: DateTime.Utc
  readonly sort: ClientSort
  readonly onSort: (sort: ClientSort) => void
}

export const ClientTable = ({ items, now, onSort, sort, week }: TableProps) => {
  const wide = useMedia("(min-width: 1280px)")
  const head = { current: sort, onSort }
  return (
    <DataTable label={clients.region} className="min-w-240 table-fixed">
      <thead>
        <tr>
          <SortHead {...head} sort="name" className="w-50 xl:w-54">
            {clients.columns.client}
          </SortHead>
          <HeadCell className="w-26">
            <span className="sr-only">{clients.bar}</span>
            <span aria-hidden="true" className="relative block h-4 font-normal">
              <span className="absolute left-[10%] -translate-x-1/2">{clients.scaleLow}</span>
              <span className="absolute right-0">{clients.scaleHigh}</span>
            </span>
          </HeadCell>
          <SortHead {...head} sort="runway" numeric className="w-23">
            {clients.columns.days}
          </SortHead>
          {wide ? (
            <HeadCell numeric className="w-16">
              {clients.columns.weeks}
            </HeadCell>
          ) : null}
          <HeadCell numeric className="w-26">
            {clients.columns.until}
          </HeadCell>
          <HeadCell className="w-27 pl-4">{clients.columns.band}</HeadCell>
          <HeadCell>{clients.columns.reasons}</HeadCell>
          <HeadCell className="w-22">{clients.columns.week}</HeadCell>
          {wide ? (
            <SortHead {...head} sort="last_synced" numeric className="w-20">
              {clients.columns.synced}
            </SortHead>
          ) : null}
          {wide ? (
            <SortHead {...head} sort="last_worked" className="w-32 pl-4">
              {clients.columns.worked}
            </SortHead>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {clientGroups(items, sort).map((group) => (
          <Fragment key={`${group.key}-${group.items[0]?.clientId ?? ""}`}>
            <GroupRow name={clients.groups[group.key]} count={group.items.length} columns={wide ? 10 : 7} />
            {group.items.map((item) => (
              <ClientRow key={item.clientId} item={item} week={week} now={now} wide={wide} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </DataTable>
  )
}
