import type { ClientId } from "@beep/kernel/ids"
import type { DerivationPart, DerivationRow } from "@beep/runway/contract/digest/Derivation"
import { LedgerEntityType } from "@beep/runway/contract/ledger/QboId"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import { Button } from "@beep/ui/Button"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Schema } from "effect"
import { derivation as words } from "../../messages/digest.ts"
import { calendarDay } from "../../shell/times.ts"
import { amountText } from "../runway/amounts.ts"
import { useAt, useDay } from "./AtContext.ts"
import { moreRowsQuery } from "./queries.ts"

/** Reasons that say nothing beyond the row itself. */
const plain: ReadonlySet<DerivationRow["reason"]> = new Set(["open_balance", "outflow", "account_balance"])

const isEntityType = Schema.is(LedgerEntityType)

interface RowsProps {
  readonly clientId: ClientId
  /** The figure whose drawer is open: the address of a row keeps it. */
  readonly why: FigureId
  readonly part: DerivationPart
  readonly asOf: string
}

const RowName = ({ row, why }: { readonly row: DerivationRow; readonly why: FigureId }) => {
  const day = useDay()
  return isEntityType(row.source) && row.qboId !== null ? (
    <Link
      to="."
      search={{ ...day, why, row: `${row.source}:${row.qboId}` }}
      resetScroll={false}
      className="inline-flex min-h-6 items-center font-medium text-brand-text hover:underline"
    >
      {row.label}
    </Link>
  ) : (
    <span>{row.label}</span>
  )
}

const Line = ({ row, why, asOf }: { readonly row: DerivationRow; readonly why: FigureId; readonly asOf: string }) => (
  <tr className={row.counts ? undefined : "text-muted"}>
    <td className="max-w-26 truncate border-b border-line px-2 max-sm:max-w-18 max-sm:px-1.5" title={row.label}>
      <RowName row={row} why={why} />
    </td>
    <td className="max-w-36 border-b border-line px-2 max-sm:max-w-26 max-sm:px-1.5">
      {row.partyName === null ? null : (
        <span className="block truncate" title={row.partyName}>
          {row.partyName}
        </span>
      )}
      {row.partyName !== null && plain.has(row.reason) ? null : (
        <span className="block text-muted">{words.reasons[row.reason]}</span>
      )}
    </td>
    <td className="border-b border-line px-2 text-right whitespace-nowrap text-muted tabular-nums max-sm:px-1.5">
      {row.date === null ? "" : calendarDay(row.date, asOf)}
    </td>
    <td className="border-b border-line px-2 text-right whitespace-nowrap tabular-nums">{amountText(row.amount)}</td>
  </tr>
)

/** Every row under one sum, the sum itself, and below it what was looked at and left out. */
export const DerivationRows = ({ clientId, why, part, asOf }: RowsProps) => {
  const more = useInfiniteQuery(moreRowsQuery(clientId, part.figure, part.nextCursor, useAt()))
  const rows = [...part.rows, ...(more.data?.pages.flatMap((page) => page.parts[0]?.rows ?? []) ?? [])]
  const counting = rows.filter((row) => row.counts)
  const leftOut = rows.filter((row) => !row.counts)
  const hasMore = part.nextCursor !== null && (more.data === undefined || more.hasNextPage)
  const cell = "h-7 bg-sunken px-2 text-12 font-medium text-muted"
  return (
    <div className="overflow-x-auto rounded-control border border-line">
      <table className="w-full border-separate border-spacing-0 text-12 [&_td]:h-7">
        <caption className="sr-only">{part.title}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${cell} text-left`}>
              {words.columns.row}
            </th>
            <th scope="col" className={`${cell} text-left`}>
              {words.columns.from}
            </th>
            <th scope="col" className={`${cell} text-right`}>
              {words.columns.date}
            </th>
            <th scope="col" className={`${cell} text-right`}>
              {part.amount.currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {counting.length === 0 ? (
            <tr>
              <td colSpan={4} className="px-2 text-muted">
                {words.noRows}
              </td>
            </tr>
          ) : null}
          {counting.map((row) => (
            <Line key={row.key} row={row} why={why} asOf={asOf} />
          ))}
          <tr className="font-semibold">
            <td colSpan={3} className="border-t border-line-strong px-2">
              {words.sum(part.countingRows)}
            </td>
            <td className="border-t border-line-strong px-2 text-right whitespace-nowrap tabular-nums">
              {amountText(part.amount)}
            </td>
          </tr>
          {part.leftOutRows === 0 ? null : (
            <tr>
              <th scope="rowgroup" colSpan={4} className={`${cell} border-y border-line text-left`}>
                {words.leftOut(part.leftOutRows)}
              </th>
            </tr>
          )}
          {leftOut.map((row) => (
            <Line key={row.key} row={row} why={why} asOf={asOf} />
          ))}
        </tbody>
      </table>
      {hasMore ? (
        <div className="border-t border-line p-2">
          <Button size="small" unavailable={more.isFetching} onClick={() => void more.fetchNextPage()}>
            {words.moreRows}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
