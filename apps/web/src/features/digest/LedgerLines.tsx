import type { Currency } from "@beep/kernel/Money"
import type { LedgerRecord } from "@beep/runway/contract/ledger/LedgerRecord"
import { derivation as words } from "../../messages/digest.ts"
import { lineAmount } from "./recordFacts.ts"

const head = "h-7 bg-sunken px-2 font-medium text-muted"

/** The lines of a document, each with what it is for. */
export const LedgerLines = ({
  lines,
  currency
}: {
  readonly lines: LedgerRecord["lines"]
  readonly currency: Currency | undefined
}) => (
  <div className="overflow-hidden rounded-control border border-line">
    <table className="w-full border-separate border-spacing-0 text-12 [&_td]:h-7 [&_td]:border-t [&_td]:border-line">
      <caption className="sr-only">{words.lines}</caption>
      <thead>
        <tr>
          <th scope="col" className={`${head} text-left`}>
            {words.lines}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {currency ?? words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={`${index}${line.description}`}>
            <td className="px-2 py-1 break-words">
              {line.description === "" ? <span className="text-muted">{words.line(index + 1)}</span> : line.description}
            </td>
            <td className="px-2 text-right whitespace-nowrap tabular-nums">{lineAmount(line.amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
