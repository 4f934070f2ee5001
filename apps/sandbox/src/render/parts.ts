import { type Currency, decimalFromMinor } from "@beep/kernel/Money"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Ledger } from "../ledger/Ledger.ts"
import { Digits, type Json } from "./Json.ts"

export const number = (value: number): Digits => new Digits(String(value))

export const amount = (minor: bigint, currency: Currency): Digits => new Digits(decimalFromMinor(minor, currency))

export const accountRef = (ledger: Ledger, id: string): Json => ({ value: id, name: ledger.account(id)?.name })

export const partyRef = (ledger: Ledger, id: string | null): Json | undefined =>
  id === null ? undefined : { value: id, name: ledger.party(id)?.displayName }

const currencyNames: Readonly<Record<string, string>> = { USD: "United States Dollar", CAD: "Canadian Dollar" }

export const currencyRef = (currency: Currency): Json => ({ value: currency, name: currencyNames[currency] ?? currency })

export const enteredAt = (date: LocalDate): string => `${date}T09:00:00-08:00`
export const touchedAt = (date: LocalDate): string => `${date}T09:30:00-08:00`

/** Instants of a document: entered in the morning of its day, touched again when it was last settled. */
export const metaData = (created: LocalDate, updated: LocalDate): Json => ({
  CreateTime: enteredAt(created),
  LastUpdatedTime: touchedAt(updated)
})

export const master = (id: string, since: LocalDate): { readonly [key: string]: Json } => ({
  domain: "QBO",
  sparse: false,
  Id: id,
  SyncToken: "0",
  MetaData: metaData(since, since)
})
