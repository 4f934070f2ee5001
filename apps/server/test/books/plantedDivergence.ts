import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { Draw } from "@beep/sandbox/companies/Draw"
import type { ChangeOrder } from "@beep/sandbox/store/ChangeOrder"
import type { CompanyView } from "@beep/sandbox/store/CompanyView"
import { Effect } from "effect"
import { IntuitStandIn } from "./IntuitStandIn.ts"

/** A disagreement of QuickBooks with itself, and whom a certificate must name for it. */
export interface Planted {
  readonly how: "hidden" | "unreported"
  readonly section: "receivables" | "payables"
  readonly partyId: string
  readonly minor: bigint
  readonly id: string
}

const documents = ["Bill", "Invoice", "receivable entry", "payable entry"] as const

const ordered = (draw: Draw, company: CompanyView, today: LocalDate) => {
  const kind = documents[draw.whole(0, documents.length - 1)] ?? "Bill"
  const { accounts = [], customers = [], vendors = [] } = company.books ?? {}
  const usual = <A extends { readonly id: string; readonly active: boolean; readonly currency?: unknown }>(
    list: ReadonlyArray<A>
  ) => {
    const fit = list.filter(({ active, currency }) => active && currency === undefined)
    return fit[draw.whole(0, fit.length - 1)]?.id ?? "none"
  }
  const account = (type: string) => usual(accounts.filter((one) => one.type === type))
  const cents = draw.whole(1, 90_000)
  const common = {
    amount: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`,
    date: addDays(today, -draw.whole(0, 120))
  }
  const [customerId, vendorId] = [usual(customers), usual(vendors)]
  const of = {
    Bill: { entity: "Bill", vendorId, ...common },
    Invoice: { entity: "Invoice", customerId, ...common },
    "receivable entry": {
      entity: "JournalEntry",
      customerId,
      debitAccountId: account("Accounts Receivable"),
      creditAccountId: account("Income"),
      ...common
    },
    "payable entry": {
      entity: "JournalEntry",
      vendorId,
      debitAccountId: account("Expense"),
      creditAccountId: account("Accounts Payable"),
      ...common
    }
  } as const
  const isReceivable = kind === "Invoice" || kind === "receivable entry"
  return {
    document: of[kind],
    section: isReceivable ? ("receivables" as const) : ("payables" as const),
    partyId: isReceivable ? customerId : vendorId,
    minor: BigInt(cents)
  }
}

/**
 * Creates a document and makes QuickBooks disagree about it: reports count what no query shows, or the other way about.
 * `seen` brings the mirror up to the document where the mirror is to hold it.
 */
export const plant = Effect.fnUntraced(function* <E, R>(
  how: Planted["how"],
  draw: Draw,
  realmId: string,
  today: LocalDate,
  seen: Effect.Effect<unknown, E, R>
) {
  const { now, place } = yield* IntuitStandIn
  const { document, ...whom } = ordered(draw, yield* now(realmId), today)
  const { id } = yield* place(realmId, { order: "create", silent: true, document })
  if (how === "unreported") yield* seen
  yield* place(realmId, { order: "diverge", id, how })
  return { how, id, ...whom } satisfies Planted
})

/** QuickBooks agrees with itself again: the document is one like any other, or is no more. */
export const cleared = (draw: Draw, { id }: Planted): ChangeOrder =>
  draw.chance(50) ? { order: "diverge", id, how: "none" } : { order: "delete", id, silent: true }
