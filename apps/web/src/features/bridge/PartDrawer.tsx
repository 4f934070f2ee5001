import type { ClientId } from "@beep/kernel/ids"
import type { Bridge, BridgeRow } from "@beep/runway/contract/bridge/Bridge"
import { BridgeFigure } from "@beep/runway/contract/bridge/BookRow"
import type { BridgeCause } from "@beep/runway/contract/bridge/BridgeCause"
import { LedgerEntityType } from "@beep/runway/contract/ledger/QboId"
import { Button } from "@beep/ui/Button"
import { Drawer } from "@beep/ui/Drawer"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Schema } from "effect"
import { app } from "../../messages/app.ts"
import { bridge as words } from "../../messages/bridge.ts"
import { calendarDay } from "../../shell/times.ts"
import { AtContext } from "../digest/AtContext.ts"
import { rowPlace } from "../digest/DigestSearch.ts"
import { LedgerRow } from "../digest/LedgerRow.tsx"
import type { BridgeSearch } from "./BridgeSearch.ts"
import { signedAmount } from "./bridgeText.ts"
import { type Between, morePartRowsQuery } from "./queries.ts"

const isEntityType = Schema.is(LedgerEntityType)

const RowName = ({ row, search }: { readonly row: BridgeRow; readonly search: BridgeSearch }) => {
  if (row.source === "Rule") return <span>{words.floor}</span>
  return isEntityType(row.source) && row.qboId !== null ? (
    <Link
      to="."
      search={{ ...search, row: `${row.source}:${row.qboId}`, of: row.at }}
      resetScroll={false}
      className="inline-flex min-h-6 items-center font-medium text-brand-text hover:underline"
    >
      {row.label}
    </Link>
  ) : (
    <span>{row.label}</span>
  )
}

interface FigureRowsProps {
  readonly figure: BridgeFigure
  readonly rows: ReadonlyArray<BridgeRow>
  readonly search: BridgeSearch
  readonly asOf: string
}

const head = "h-7 bg-sunken px-2 text-12 font-medium text-muted"
const cell = "border-b border-line px-2"

const FigureRows = ({ asOf, figure, rows, search }: FigureRowsProps) => (
  <section className="grid gap-1">
    <h3 className="text-12 font-medium text-fg-2">{words.figures[figure]}</h3>
    <div className="overflow-x-auto rounded-control border border-line">
      <table className="w-full border-separate border-spacing-0 text-12 [&_td]:h-7">
        <caption className="sr-only">{words.figures[figure]}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} text-left`}>
              {words.rowColumns.row}
            </th>
            <th scope="col" className={`${head} text-left`}>
              {words.rowColumns.from}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {words.rowColumns.date}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {rows[0]?.change.currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td className={`${cell} max-w-36 truncate`} title={row.label}>
                <RowName row={row} search={search} />
              </td>
              <td className={`${cell} max-w-36 truncate`} title={row.partyName ?? undefined}>
                {row.partyName}
              </td>
              <td className={`${cell} text-right whitespace-nowrap text-muted tabular-nums`}>
                {row.date === null ? "" : calendarDay(row.date, asOf)}
              </td>
              <td className={`${cell} text-right whitespace-nowrap tabular-nums`}>{signedAmount(row.change)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

interface PartDrawerProps {
  readonly clientId: ClientId
  readonly bridge: Bridge
  readonly between: Between
  readonly cause: BridgeCause
  readonly search: BridgeSearch
}

/** Level one: the rows of one part by figure. Level two: one row as mirrored, of the day that shows it. Both stand in the address. */
export const PartDrawer = ({ between, bridge, cause, clientId, search }: PartDrawerProps) => {
  const navigate = useNavigate()
  const more = useInfiniteQuery(morePartRowsQuery(clientId, between, cause))
  const part = bridge.parts?.find((one) => one.cause === cause)
  const rows = [
    ...(part?.rows ?? []),
    ...(more.data?.pages.flatMap((page) => page.parts?.find((one) => one.cause === cause)?.rows ?? []) ?? [])
  ]
  const place = rowPlace(search.row)
  const { of: _of, part: _part, row: _row, ...page } = search
  const close = () => void navigate({ to: ".", search: page, resetScroll: false })
  const back = () => void navigate({ to: ".", search: { ...page, part: cause }, resetScroll: false })
  return (
    <Drawer
      open
      onClose={close}
      title={words.causes[cause]}
      description={words.meanings[cause]}
      closeLabel={app.close}
      back={place === undefined ? undefined : { label: words.back, onBack: back }}
    >
      {place !== undefined ? (
        <AtContext value={search.of === "from" ? bridge.from.knownAt : between.to === undefined ? undefined : bridge.to.knownAt}>
          <LedgerRow key={`${place.entityType}${place.qboId}`} clientId={clientId} timezone={bridge.timezone} place={place} />
        </AtContext>
      ) : (
        <>
          <p className="text-13 text-muted">{words.meanings[cause]}</p>
          {BridgeFigure.literals.map((figure) => {
            const ofFigure = rows.filter((row) => row.figure === figure)
            return ofFigure.length === 0 ? null : (
              <FigureRows key={figure} figure={figure} rows={ofFigure} search={search} asOf={bridge.to.asOfDate} />
            )
          })}
          {part !== undefined && rows.length < part.rowCount ? (
            <Button size="small" unavailable={more.isFetching} onClick={() => void more.fetchNextPage()}>
              {words.showMore}
            </Button>
          ) : null}
        </>
      )}
    </Drawer>
  )
}
