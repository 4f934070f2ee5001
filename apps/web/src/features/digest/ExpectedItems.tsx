import type { DigestExpected, LearnedRow } from "@beep/runway/contract/digest/DigestExpected"
import { Link } from "@tanstack/react-router"
import { expected as words } from "../../messages/expected.ts"
import { calendarDay } from "../../shell/times.ts"
import { amountText, moneyText } from "../runway/amounts.ts"
import { useDay } from "./AtContext.ts"

const cell = "border-b border-line px-2"

const RowName = ({ row }: { readonly row: LearnedRow }) => {
  const day = useDay()
  return row.entityType === null || row.qboId === null ? (
    <span>{words.reportOnly}</span>
  ) : (
    <Link
      to="."
      search={{ ...day, why: "runway", row: `${row.entityType}:${row.qboId}` }}
      resetScroll={false}
      className="inline-flex min-h-6 items-center font-medium text-brand-text hover:underline"
    >
      {words.row(row.entityType)}
    </Link>
  )
}

const Item = ({ item, asOf }: { readonly item: DigestExpected; readonly asOf: string }) => (
  <li>
    <h3 className="font-medium text-fg [overflow-wrap:anywhere]">{item.what}</h3>
    <p>{words.about(item.cadence, calendarDay(item.expectedOn, asOf), moneyText(item.amount))}</p>
    {item.least.minor === item.most.minor ? null : <p>{words.spread(moneyText(item.least), moneyText(item.most))}</p>}
    <div className="mt-1 overflow-x-auto rounded-control border border-line">
      <table className="w-full border-separate border-spacing-0 text-12 [&_td]:h-7">
        <caption className="bg-sunken px-2 py-1 text-left font-medium text-muted">
          {words.learnedFrom(item.learnedFrom.length)}
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{words.columns.row}</th>
            <th scope="col">{words.columns.date}</th>
            <th scope="col">{item.amount.currency}</th>
          </tr>
        </thead>
        <tbody>
          {item.learnedFrom.map((row) => (
            <tr key={row.key}>
              <td className={cell}>
                <RowName row={row} />
              </td>
              <td className={`${cell} text-right whitespace-nowrap text-muted tabular-nums`}>{calendarDay(row.date, asOf)}</td>
              <td className={`${cell} text-right whitespace-nowrap tabular-nums`}>{amountText(row.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </li>
)

/** One quiet line beside the runway: what came back regularly and is not seen. It opens the rows each was learned from. */
export const ExpectedItems = ({ items, asOf }: { readonly items: ReadonlyArray<DigestExpected>; readonly asOf: string }) =>
  items.length === 0 ? null : (
    <details className="border-t border-line px-4 py-2.5 text-13 text-fg-2">
      <summary className="min-h-6 cursor-pointer [overflow-wrap:anywhere]">
        {words.line(
          items.length,
          items.map(({ amount, expectedOn, what }) => words.item(what, moneyText(amount), calendarDay(expectedOn, asOf)))
        )}
      </summary>
      <p className="mt-2 text-muted">{words.notCounted}</p>
      <ul className="mt-2 grid gap-4">
        {items.map((item) => (
          <Item key={`${item.learnedFrom[0]?.key} ${item.expectedOn}`} item={item} asOf={asOf} />
        ))}
      </ul>
    </details>
  )
