import type { Bridge, BridgePart } from "@beep/runway/contract/bridge/Bridge"
import type { BridgeCause } from "@beep/runway/contract/bridge/BridgeCause"
import { Cell, DataTable, HeadCell } from "@beep/ui/DataTable"
import { bridge as words } from "../../messages/bridge.ts"
import { textLink } from "../../shell/textLink.ts"
import { amountText } from "../runway/amounts.ts"
import { changeCell, endText, rowsSummary, signedHundredths } from "./bridgeText.ts"

export interface PartsProps {
  readonly bridge: Bridge
  readonly fromLabel: string
  readonly toLabel: string
  readonly onOpen: (part: BridgeCause) => void
  readonly open: BridgeCause | undefined
}

const daysOf = (part: BridgePart): string => (part.hundredths === null ? "\u2013" : signedHundredths(part.hundredths))

const PartButton = ({ part, onOpen, open }: { readonly part: BridgePart } & Pick<PartsProps, "onOpen" | "open">) =>
  part.rowCount === 0 ? (
    <span>{words.causes[part.cause]}</span>
  ) : (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={open === part.cause}
      onClick={() => onOpen(part.cause)}
      className={`inline-flex min-h-6 items-center ${textLink}`}
    >
      {words.causes[part.cause]}
    </button>
  )

export const PartsTable = ({ bridge, fromLabel, onOpen, open, toLabel }: PartsProps) => {
  const { from, parts, to } = bridge
  if (parts === null || from.components === null || to.components === null) return null
  const count = parts.reduce((sum, { rowCount }) => sum + rowCount, 0)
  return (
    <DataTable label={words.parts} className="min-w-200">
      <thead>
        <tr>
          <HeadCell>{words.columns.part}</HeadCell>
          <HeadCell>{words.columns.rows}</HeadCell>
          <HeadCell numeric>{words.columns.count}</HeadCell>
          <HeadCell numeric>
            {words.columns.cash}, {bridge.currency}
          </HeadCell>
          <HeadCell numeric>{words.columns.receivables}</HeadCell>
          <HeadCell numeric>{words.columns.bills}</HeadCell>
          <HeadCell numeric>{words.columns.days}</HeadCell>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Cell className="font-semibold whitespace-nowrap">{fromLabel}</Cell>
          <Cell className="text-muted">{words.digestOf}</Cell>
          <Cell />
          <Cell numeric>{amountText(from.components.cash)}</Cell>
          <Cell numeric>{amountText(from.components.countableReceivables)}</Cell>
          <Cell numeric>{amountText(from.components.nearPayables)}</Cell>
          <Cell numeric className="font-semibold">
            {endText(from)}
          </Cell>
        </tr>
        {parts.map((part) => (
          <tr key={part.cause} data-part={part.cause} className="hover:bg-sunken">
            <Cell className="whitespace-nowrap">
              <PartButton part={part} onOpen={onOpen} open={open} />
            </Cell>
            <Cell className="max-w-80 truncate text-muted" title={words.meanings[part.cause]}>
              {rowsSummary(part)}
            </Cell>
            <Cell numeric>{part.rowCount === 0 ? "\u2013" : part.rowCount}</Cell>
            <Cell numeric>{changeCell(part.change.cash)}</Cell>
            <Cell numeric>{changeCell(part.change.countableReceivables)}</Cell>
            <Cell numeric>{changeCell(part.change.nearPayables)}</Cell>
            <Cell numeric>{daysOf(part)}</Cell>
          </tr>
        ))}
        <tr className="font-semibold">
          <Cell className="whitespace-nowrap">{toLabel}</Cell>
          <Cell />
          <Cell numeric>{count}</Cell>
          <Cell numeric>{amountText(to.components.cash)}</Cell>
          <Cell numeric>{amountText(to.components.countableReceivables)}</Cell>
          <Cell numeric>{amountText(to.components.nearPayables)}</Cell>
          <Cell numeric>{endText(to)}</Cell>
        </tr>
      </tbody>
    </DataTable>
  )
}

const Facts = ({ facts }: { readonly facts: ReadonlyArray<readonly [name: string, value: string]> }) => (
  <dl className="grid grid-cols-3 gap-x-3 text-12">
    {facts.map(([name, value]) => (
      <div key={name} className="min-w-0">
        <dt className="text-muted">{name}</dt>
        <dd className="tabular-nums">{value}</dd>
      </div>
    ))}
  </dl>
)

/** The same items, figures and actions as the table, in the same order. */
export const PartsList = ({ bridge, fromLabel, onOpen, open, toLabel }: PartsProps) => {
  const { from, parts, to } = bridge
  if (parts === null || from.components === null || to.components === null) return null
  const { columns } = words
  const end = (label: string, of: Bridge["from"]) =>
    of.components === null ? null : (
      <li className="grid gap-1 border-t border-line px-4 py-3">
        <h3 className="flex justify-between gap-3 font-semibold">
          {label} <span className="tabular-nums">{words.days(endText(of))}</span>
        </h3>
        <p className="text-muted">{words.digestOf}</p>
        <Facts
          facts={[
            [columns.cash, amountText(of.components.cash)],
            [columns.receivables, amountText(of.components.countableReceivables)],
            [columns.bills, amountText(of.components.nearPayables)]
          ]}
        />
      </li>
    )
  return (
    <ul className="text-13">
      {end(fromLabel, from)}
      {parts.map((part) => (
        <li key={part.cause} data-part={part.cause} className="grid gap-1 border-t border-line px-4 py-3">
          <h3 className="flex justify-between gap-3 font-medium">
            <PartButton part={part} onOpen={onOpen} open={open} />
            <span className="tabular-nums">{words.days(daysOf(part))}</span>
          </h3>
          <p className="text-muted">
            {rowsSummary(part)}
            {part.rowCount === 0 ? null : ` \u00b7 ${columns.count} ${part.rowCount}`}
          </p>
          <Facts
            facts={[
              [columns.cash, changeCell(part.change.cash)],
              [columns.receivables, changeCell(part.change.countableReceivables)],
              [columns.bills, changeCell(part.change.nearPayables)]
            ]}
          />
        </li>
      ))}
      {end(toLabel, to)}
    </ul>
  )
}
