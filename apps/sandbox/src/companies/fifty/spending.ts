import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { type Keeper, monthOf, pace, scaled } from "./Keeper.ts"
import { namesFor } from "./parties.ts"
import { pay, spendOnCard } from "./paying.ts"

/** What a month's documents come to, one kind of them. */
export interface Volume {
  readonly perMonth: number
  /** Whole units at scale 100. */
  readonly each: number
}

export const volumeOf = (monthly: number, perMonth: number): Volume => ({
  perMonth,
  each: perMonth === 0 ? 0 : Math.round(monthly / perMonth)
})

/** Bills from many suppliers, most paid about when they are due, and small purchases on the card. */
export const spending = (keeper: Keeper, bills: Volume, cards: Volume): ((date: LocalDate) => void) => {
  const { add, blueprint, builder, draw } = keeper
  const { profile, size } = blueprint
  const vendors = namesFor(profile.vendors, size)
  const nextBills = pace(bills.perMonth)
  const nextCards = pace(cards.perMonth)
  const percent = (date: LocalDate) => profile.season?.(monthOf(date)) ?? 100
  let number = 40_000
  const bill = (date: LocalDate): void => {
    const days = draw.one([15, 30, 30, 45])
    const vendorId = builder.vendor(draw.one(vendors), { days: 30 })
    const amount = scaled(keeper, Math.max(1, Math.round((bills.each * percent(date)) / 100)), 60)
    const dueDate = addDays(date, days)
    number += draw.whole(1, 9)
    const lines = [{ accountId: builder.account(draw.one(profile.billAccounts)), amount, memo: "" }]
    const termId = builder.termId(days)
    const id = add({ type: "Bill", date, docNumber: `B-${number}`, memo: "", vendorId, dueDate, termId, lines })
    pay(keeper, id, vendorId, amount, addDays(dueDate, draw.whole(-4, 6)))
  }
  return (date) => {
    for (let left = nextBills(); left > 0; left -= 1) bill(date)
    for (let left = nextCards(); left > 0; left -= 1) {
      const amount = scaled(keeper, Math.max(1, Math.round((cards.each * percent(date)) / 100)), 70)
      spendOnCard(keeper, date, draw.one(vendors), builder.account(draw.one(profile.cardAccounts)), amount)
    }
  }
}
