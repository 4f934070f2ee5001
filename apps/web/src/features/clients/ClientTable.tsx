import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import { weeksText } from "@beep/runway/contract/messages"
import { Cell, DataTable, GroupRow, HeadCell } from "@beep/ui/DataTable"
import type { DateTime } from "effect"
import { Fragment } from "react"
import { clients } from "../../messages/clients.ts"
import { calendarDay } from "../../shell/times.ts"
import { useMedia } from "@beep/ui/useMedia"
import { clientGroups } from "./clientGroups.ts"
import { Ago, ItemBand, MiniBar, Reasons, Synced } from "./ClientMark.tsx"
import { ClientName } from "./ClientName.tsx"

interface RowProps {
  readonly item: ClientListItem
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

const ClientRow = ({ item, now, wide }: RowProps) => (
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
              <Ago at={item.lastWorked.at} now={now} />, {item.lastWorked.by}
            </>
          )}
        </Cell>
      </>
    ) : null}
  </tr>
)

export const ClientTable = ({ items, now }: { readonly items: ReadonlyArray<ClientListItem>; readonly now: DateTime.Utc }) => {
  const wide = useMedia("(min-width: 1280px)")
  return (
    <DataTable label={clients.region} className="min-w-240 table-fixed">
      <thead>
        <tr>
          <HeadCell className="w-52">{clients.columns.client}</HeadCell>
          <HeadCell className="w-30">
            <span className="sr-only">{clients.bar}</span>
            <span aria-hidden="true" className="relative block h-4 font-normal">
              <span className="absolute left-[10%] -translate-x-1/2">{clients.scaleLow}</span>
              <span className="absolute right-0">{clients.scaleHigh}</span>
            </span>
          </HeadCell>
          <HeadCell numeric className="w-22" aria-sort="ascending">
            <span className="text-fg">{clients.columns.days}</span>
          </HeadCell>
          {wide ? (
            <HeadCell numeric className="w-18">
              {clients.columns.weeks}
            </HeadCell>
          ) : null}
          <HeadCell numeric className="w-28">
            {clients.columns.until}
          </HeadCell>
          <HeadCell className="w-30 pl-4">{clients.columns.band}</HeadCell>
          <HeadCell>{clients.columns.reasons}</HeadCell>
          {wide ? (
            <HeadCell numeric className="w-20">
              {clients.columns.synced}
            </HeadCell>
          ) : null}
          {wide ? <HeadCell className="w-38 pl-4">{clients.columns.worked}</HeadCell> : null}
        </tr>
      </thead>
      <tbody>
        {clientGroups(items).map((group) => (
          <Fragment key={`${group.key}-${group.items[0]?.clientId ?? ""}`}>
            <GroupRow name={clients.groups[group.key]} count={group.items.length} columns={wide ? 9 : 6} />
            {group.items.map((item) => (
              <ClientRow key={item.clientId} item={item} now={now} wide={wide} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </DataTable>
  )
}
