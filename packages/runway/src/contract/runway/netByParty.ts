import type { OpenItem } from "../ledger/OpenItem.ts"
import type { CountedRow } from "./Figure.ts"
import { countedRow, signedHome } from "./openItemRows.ts"

const positive = (value: bigint): bigint => (value > 0n ? value : 0n)

const rowsOfParty = (items: ReadonlyArray<OpenItem>): ReadonlyArray<CountedRow> => {
  const net = items.reduce((sum, item) => sum + signedHome(item), 0n)
  const rows = items.map((item) => countedRow(item, positive(net) !== positive(net - signedHome(item))))
  const first = items[0]
  if (net >= 0n || first === undefined) return rows
  return [
    ...rows,
    {
      key: `Rule:floor:${first.partyQboId}`,
      source: "Rule",
      qboId: null,
      label: first.partyName,
      partyName: first.partyName,
      date: null,
      amountMinor: -net,
      reason: "floored_at_zero",
      changes: false
    }
  ]
}

/**
 * Nets what is owed and what was credited per customer or vendor and floors each
 * party at zero (runway.md 3.2). The floor is a row of its own, so the rows still
 * sum to the figure. Parties keep the order of their first item.
 */
export const netByParty = (items: ReadonlyArray<OpenItem>): ReadonlyArray<CountedRow> =>
  [...Map.groupBy(items, (item) => item.partyQboId).values()].flatMap(rowsOfParty)
