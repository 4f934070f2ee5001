import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { Books } from "../../ledger/Books.ts"
import { BooksBuilder } from "../BooksBuilder.ts"
import { drawOf } from "../Draw.ts"
import type { Blueprint, RecurringItem } from "./Blueprint.ts"
import { carriesOf } from "./carries.ts"
import type { CaseId } from "./cases.ts"
import { fiftyChart } from "./chart.ts"
import { dayOf, type Keeper, keeperOf } from "./Keeper.ts"
import { openBanks } from "./opening.ts"
import { settleCard } from "./paying.ts"
import type { PlantedGap, RecurringRecord } from "./Planted.ts"
import { plantAll } from "./plants/registry.ts"
import { dueDays, missedDay, planRecurring } from "./recurring.ts"
import { selling } from "./selling.ts"
import { spending, volumeOf } from "./spending.ts"
import { trust } from "./trust.ts"

/** One company of the fifty, with what was planted in its books. */
export interface KeptCompany {
  readonly blueprint: Blueprint
  readonly books: Books
  /** Edge cases and hygiene rules the books were written to show. */
  readonly carries: ReadonlyArray<CaseId>
  readonly recurring: ReadonlyArray<RecurringRecord>
  readonly gaps: ReadonlyArray<PlantedGap>
}

/** Documents a month that are neither sales nor bills nor purchases: payroll, rent, tax, loan, subscriptions, the card. */
const regular = 12

const tradeFor = (keeper: Keeper): ((date: LocalDate) => void) => {
  const { documents, fortune, profile } = keeper.blueprint
  const { invoicesPerMonth, mix, revenue, spent, style } = profile
  const varied = Math.max(6, documents - regular)
  // An invoice and a bill each bring a payment with them; takings do not.
  const perSale = style === "processor" ? 1 : 2
  const sales = invoicesPerMonth ?? Math.max(2, Math.round((varied * mix.sales) / 100 / perSale))
  const bills = Math.max(2, Math.round((varied * mix.bills) / 100 / 2))
  const cards = Math.max(2, varied - sales * perSale - bills * 2)
  const yearly = Array.from({ length: 12 }, (_, at) => profile.season?.(at + 1) ?? 100).reduce((sum, percent) => sum + percent, 0)
  const usual = (revenue * 1200) / yearly
  const sell = selling(keeper, volumeOf((usual * fortune) / 100, sales))
  const spend = spending(keeper, volumeOf((usual * spent.bills) / 100, bills), volumeOf((usual * spent.card) / 100, cards))
  const hold = trust(keeper)
  return (date) => {
    sell(date)
    spend(date)
    hold(date)
    if (dayOf(date) === 20) settleCard(keeper, date)
  }
}

const planned = (keeper: Keeper, asOf: LocalDate) => {
  const { blueprint, builder } = keeper
  const record = (item: RecurringItem): { readonly record: RecurringRecord; readonly gap: PlantedGap | undefined } => {
    const days = dueDays(item, blueprint.variant, builder.startedOn, asOf)
    const missed = blueprint.gaps.includes(item.kind) ? missedDay(days, asOf) : undefined
    planRecurring(keeper, item, days, missed)
    const { account, by, cadence, kind, payee } = item
    const amount = BigInt(item.amount * blueprint.scale)
    const common = { realmId: blueprint.realmId, company: blueprint.name, kind, payee, account, by, amount }
    return {
      record: { ...common, cadence, arrivedOn: days.filter((day) => day !== missed) },
      gap: missed === undefined ? undefined : { ...common, expectedOn: missed }
    }
  }
  return blueprint.activity === "idle" ? [] : blueprint.profile.recurring.map(record)
}

/** Keeps a company's books day by day up to the as-of date. The same seed, date and blueprint write the same books. */
export const keepCompany = (blueprint: Blueprint, seed: number, asOf: LocalDate): KeptCompany => {
  const builder = new BooksBuilder(asOf, blueprint.historyDays, [], fiftyChart(blueprint))
  const keeper = keeperOf(blueprint, builder, drawOf(seed, blueprint.name))
  const items = planned(keeper, asOf)
  const trade = blueprint.activity === "idle" ? () => {} : tradeFor(keeper)
  for (let at = 0; at < blueprint.historyDays; at += 1) {
    const date = addDays(builder.startedOn, at)
    trade(date)
    keeper.reach(date)
  }
  plantAll(keeper)
  const { name, realmId, timeZone } = blueprint
  const company = { realmId, name, legalName: `${name} LLC` }
  openBanks(keeper, builder.books(company))
  const books = builder.books(company)
  return {
    blueprint,
    books: timeZone === undefined ? books : { ...books, timeZone },
    carries: carriesOf(blueprint),
    recurring: items.map(({ record }) => record),
    gaps: items.flatMap(({ gap }) => (gap === undefined ? [] : [gap]))
  }
}
