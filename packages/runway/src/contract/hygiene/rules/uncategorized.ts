import { evidenceOf, type HygieneRule } from "../Finding.ts"
import { ageOf, homeUnits, recentDays } from "../HygieneBooks.ts"
import { reportEntity } from "../../ledger/reportEntity.ts"

const catchAllName = /\buncategori[sz]ed\b|\bask my (accountant|client)\b|\bsuspense\b/i

/** Whether an account takes what nobody has sorted, by the names QuickBooks gives those. */
export const isCatchAll = (name: string): boolean => catchAllName.test(name)

/** From so many on, or with so much cash, it is no small thing. */
const manyItems = 10
const muchCash = 1_000

const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

/** HYG-07: a transaction of the last 90 days that stands on an account for what nobody has sorted. */
export const uncategorized: HygieneRule = (books) => {
  const rows = books.snapshot.glAccounts
    .filter(({ name }) => isCatchAll(name))
    .flatMap(({ rows }) => rows)
    .flatMap((row) => {
      const entityType = reportEntity(row.txnType)
      return row.date === null ||
        entityType === null ||
        row.txnQboId === null ||
        ageOf(books, row.date) > recentDays ||
        ageOf(books, row.date) < 0
        ? []
        : [{ amountMinor: row.amountMinor, date: row.date, entityType, qboId: row.txnQboId }]
    })
  const cash = new Map<string, bigint>()
  for (const { amountMinor, sourceQboId, sourceType } of books.snapshot.movements)
    cash.set(`${sourceType}/${sourceQboId}`, (cash.get(`${sourceType}/${sourceQboId}`) ?? 0n) + amountMinor)
  const transactions = [...Map.groupBy(rows, ({ entityType, qboId }) => `${entityType}/${qboId}`)]
  return transactions.flatMap(([key, lines]) => {
    const [first] = lines
    if (first === undefined) return []
    const amountMinor = magnitude(lines.reduce((sum, line) => sum + line.amountMinor, 0n))
    const isLarge = magnitude(cash.get(key) ?? 0n) > homeUnits(books, muchCash)
    return [
      {
        ruleId: "HYG-07",
        severity: isLarge || transactions.length > manyItems ? "high" : "medium",
        key,
        records: [{ entityType: first.entityType, qboId: first.qboId }],
        amountMinor,
        date: first.date,
        facts: { count: transactions.length },
        evidence: evidenceOf([first.date, amountMinor])
      } as const
    ]
  })
}
