import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { type Currency, usd } from "@beep/kernel/Money"
import type { LedgerAccount } from "../ledger/Account.ts"
import type { Books, Deletion } from "../ledger/Books.ts"
import type { Party, PaymentTerm } from "../ledger/Party.ts"
import type { Transaction } from "../ledger/Transaction.ts"
import { voidOf } from "../ledger/voidOf.ts"
import { chartOf } from "./chart.ts"

export interface PartyOptions {
  readonly days?: number | undefined
  readonly active?: boolean
  readonly currency?: Currency | undefined
  /** Null: none is known. */
  readonly email?: string | null
}

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never
export type Draft = WithoutId<Transaction>

const termDays = [15, 30, 45, 60] as const
const terms: ReadonlyArray<PaymentTerm> = termDays.map((dueDays, at) => ({ id: String(at + 1), name: `Net ${dueDays}`, dueDays }))

/** Whole units to minor units, by text: no float is multiplied. */
export const minor = (units: number): bigint => BigInt(units) * 100n

/** Books being written. Ids count up in the order of writing, as QuickBooks' do. */
export class BooksBuilder {
  readonly startedOn: LocalDate
  private readonly accounts: ReadonlyArray<LedgerAccount>
  private readonly vendors = new Map<string, Party>()
  private readonly customers = new Map<string, Party>()
  private readonly transactions: Array<Transaction> = []
  private readonly deleted: Array<Deletion> = []
  private lastId = 100
  readonly asOf: LocalDate

  constructor(
    asOf: LocalDate,
    historyDays: number,
    banks: ReadonlyArray<string>,
    accounts: ReadonlyArray<LedgerAccount> = chartOf(banks)
  ) {
    this.asOf = asOf
    this.startedOn = addDays(asOf, -historyDays)
    this.accounts = accounts
  }

  account(name: string): string {
    const found = this.accounts.find((account) => account.name === name)
    if (found === undefined) throw new Error(`The chart has no account ${name}`)
    return found.id
  }

  vendor(name: string, options: PartyOptions = {}): string {
    return this.party(this.vendors, name, `ap@${slug(name)}.example`, options)
  }

  customer(name: string, options: PartyOptions = {}): string {
    return this.party(this.customers, name, `accounts@${slug(name)}.example`, options)
  }

  termId(days: number | undefined): string | null {
    return terms.find((term) => term.dueDays === days)?.id ?? null
  }

  add(draft: Draft): string {
    this.lastId += 1
    const id = String(this.lastId)
    this.transactions.push({ ...draft, id })
    return id
  }

  /** A document keeps its number and loses its amounts. */
  void(id: string, on: LocalDate): void {
    const at = this.transactions.findLastIndex((transaction) => transaction.id === id)
    const found = this.transactions[at]
    if (found !== undefined) this.transactions[at] = voidOf(found, on)
  }

  /** A document is gone, and its number with it. */
  delete(id: string, on: LocalDate): void {
    const at = this.transactions.findLastIndex((transaction) => transaction.id === id)
    const [found] = at < 0 ? [] : this.transactions.splice(at, 1)
    if (found !== undefined) this.deleted.push({ type: found.type, id, on })
  }

  books(company: { readonly realmId: string; readonly name: string; readonly legalName: string }): Books {
    return {
      ...company,
      currency: usd,
      asOf: this.asOf,
      startedOn: this.startedOn,
      accounts: this.accounts,
      vendors: [...this.vendors.values()],
      customers: [...this.customers.values()],
      terms,
      transactions: [...this.transactions],
      ...(this.deleted.length === 0 ? {} : { deleted: [...this.deleted] })
    }
  }

  private party(
    known: Map<string, Party>,
    name: string,
    usual: string,
    { active = true, currency, days, email = usual }: PartyOptions
  ): string {
    const found = known.get(name)
    if (found !== undefined) return found.id
    this.lastId += 1
    const id = String(this.lastId)
    const party = { id, displayName: name, active, email, termId: this.termId(days) }
    known.set(name, currency === undefined ? party : { ...party, currency })
    return id
  }
}

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
