import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { BooksBuilder, Draft } from "../BooksBuilder.ts"
import type { Draw } from "../Draw.ts"
import type { Blueprint } from "./Blueprint.ts"

/** Hands at the books of one company: what is being written, and what waits for its day. */
export interface Keeper {
  readonly blueprint: Blueprint
  readonly builder: BooksBuilder
  readonly draw: Draw
  /** The account all movements use that name no other. */
  readonly bank: string
  readonly card: string
  /** Minor units on the card that were not paid off yet. */
  owed: bigint
  /** Number of the last cheque and of the last invoice. */
  cheque: number
  invoice: number
  /** How many open documents were planted. */
  planted: number
  readonly add: (draft: Draft) => string
  /** Runs when its day comes; days past the end of the books never come. */
  readonly later: (date: LocalDate, action: () => void) => void
  /** Does what waits for a day, and what that makes wait for the same day. */
  readonly reach: (date: LocalDate) => void
}

export const keeperOf = (blueprint: Blueprint, builder: BooksBuilder, draw: Draw): Keeper => {
  const queue = new Map<LocalDate, Array<() => void>>()
  return {
    blueprint,
    builder,
    draw,
    bank: builder.account(blueprint.banks[0]?.name ?? "Undeposited Funds"),
    card: builder.account("Visa"),
    owed: 0n,
    cheque: 2000,
    invoice: 1000,
    planted: 0,
    add: (draft) => builder.add(draft),
    later: (date, action) => {
      const actions = queue.get(date)
      if (actions === undefined) queue.set(date, [action])
      else actions.push(action)
    },
    reach: (date) => {
      // The list grows while it is walked: an invoice paid on its own day puts its payment here.
      for (const action of queue.get(date) ?? []) action()
      queue.delete(date)
    }
  }
}

/** Whole units at the company's scale, in minor units, give or take some percent. */
export const scaled = ({ blueprint, draw }: Keeper, units: number, sway: number): bigint => {
  const minor = units * blueprint.scale
  const range = Math.floor((minor * sway) / 100)
  return BigInt(Math.max(100, minor + (range === 0 ? 0 : draw.whole(-range, range))))
}

/** How often something happens that happens so many times a month: evenly, without drift. */
export const pace = (perMonth: number): (() => number) => {
  let saved = 0
  return () => {
    saved += perMonth
    const now = Math.floor(saved / 30)
    saved -= now * 30
    return now
  }
}

export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7))
export const dayOf = (date: LocalDate): number => Number(date.slice(8))
export const daysAgo = ({ builder }: Keeper, days: number): LocalDate => addDays(builder.asOf, -days)
