import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { dayOf, type Keeper, monthOf, pace, scaled } from "./Keeper.ts"
import { namesFor } from "./parties.ts"
import { bill } from "./receiving.ts"
import type { Volume } from "./spending.ts"

/** The same invoice to the same customer on the same day of every month. */
const retainers = (keeper: Keeper, { each, perMonth }: Volume): ((date: LocalDate) => void) => {
  const { blueprint, builder, draw } = keeper
  const names = namesFor(blueprint.profile.customers, blueprint.size)
  const contracts = Array.from({ length: perMonth }, (_, at) => ({
    customer: names[at % names.length] ?? names[0],
    day: 1 + ((at * 5) % 28),
    amount: scaled(keeper, each, 30)
  }))
  const services = builder.account("Services")
  return (date) => {
    for (const { amount, customer, day } of contracts) {
      if (day !== dayOf(date)) continue
      bill(keeper, customer, date, [{ accountId: services, amount: amount + BigInt(draw.whole(0, 3)) * 100n, memo: "Retainer" }])
    }
  }
}

/** Four invoices as the work goes on, a tenth of each held back, and the retention a month after the last. */
const progress = (keeper: Keeper, { each, perMonth }: Volume): ((date: LocalDate) => void) => {
  const { blueprint, builder, draw, later } = keeper
  const names = namesFor(blueprint.profile.customers, blueprint.size)
  const retained = builder.account("Retention Receivable")
  const services = builder.account("Services")
  // Four of five invoices bill work; projects that began before the books are in their later months.
  const next = pace(perMonth / 5)
  const begin = (date: LocalDate): void => {
    const customer = draw.one(names)
    const work = scaled(keeper, Math.round(each * 1.25), 35)
    const held = work / 10n
    let retention = 0n
    for (let part = 1; part <= 4; part += 1) {
      const on = addDays(date, (part - 1) * 30)
      if (on < builder.startedOn) continue
      retention += held
      later(on, () =>
        bill(keeper, customer, on, [
          { accountId: services, amount: work, memo: `Progress ${part} of 4` },
          { accountId: retained, amount: -held, memo: "Retention 10%" }
        ])
      )
    }
    const last = addDays(date, 120)
    const amount = retention
    if (amount > 0n) later(last, () => bill(keeper, customer, last, [{ accountId: retained, amount, memo: "Retention" }]))
  }
  for (let at = 119; at > 0; at -= 1) {
    for (let left = next(); left > 0; left -= 1) begin(addDays(builder.startedOn, -at))
  }
  return (date) => {
    for (let left = next(); left > 0; left -= 1) begin(date)
  }
}

const invoices = (keeper: Keeper, { each, perMonth }: Volume): ((date: LocalDate) => void) => {
  const { blueprint, builder, draw } = keeper
  const names = namesFor(blueprint.profile.customers, blueprint.size)
  const services = builder.account("Services")
  const next = pace(perMonth)
  return (date) => {
    for (let left = next(); left > 0; left -= 1) {
      bill(keeper, draw.one(names), date, [{ accountId: services, amount: scaled(keeper, each, 45), memo: "" }])
    }
  }
}

/** Sales through a processor that pays out every third day, less its fee; half of every thirty-third is refunded out of the same pot. */
const processor = (keeper: Keeper, { each, perMonth }: Volume): ((date: LocalDate) => void) => {
  const { add, bank, blueprint, builder } = keeper
  const clearing = builder.account("Processor Clearing")
  const fees = builder.account("Merchant Fees")
  const income = builder.account("Sales of Product Income")
  const next = pace(perMonth)
  let waiting = 0n
  let sold = 0
  let day = 0
  const payOut = (date: LocalDate): void => {
    if (waiting <= 0n) return
    const fee = (waiting * 29n) / 1000n
    const lines = [
      { accountId: clearing, amount: waiting, memo: "Payout", paymentId: null },
      { accountId: fees, amount: -fee, memo: "Processing fee", paymentId: null }
    ]
    add({ type: "Deposit", date, docNumber: null, memo: "Processor payout", accountId: bank, lines })
    waiting = 0n
  }
  return (date) => {
    const percent = blueprint.profile.season?.(monthOf(date)) ?? 100
    const common = { date, docNumber: null, customerId: null, accountId: clearing }
    if (day % 3 === 0) payOut(date)
    day += 1
    for (let left = next(); left > 0; left -= 1) {
      const amount = scaled(keeper, Math.max(1, Math.round((each * percent) / 100)), 50)
      waiting += amount
      add({ type: "SalesReceipt", ...common, memo: "", lines: [{ accountId: income, amount, memo: "" }] })
      sold += 1
      if (sold % 33 !== 0) continue
      const back = amount / 2n
      waiting -= back
      add({ type: "RefundReceipt", ...common, memo: "Refund", lines: [{ accountId: income, amount: back, memo: "" }] })
    }
  }
}

const styles = { retainers, progress, invoices, processor }

/** How the company's trade sells. */
export const selling = (keeper: Keeper, volume: Volume): ((date: LocalDate) => void) =>
  styles[keeper.blueprint.profile.style](keeper, volume)
