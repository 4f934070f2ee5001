import type { Currency } from "@beep/kernel/Money"

export interface Party {
  readonly id: string
  readonly displayName: string
  readonly active: boolean
  readonly email: string | null
  readonly termId: string | null
  /** Set where the party deals in another currency than the company's. */
  readonly currency?: Currency
}

export interface PaymentTerm {
  readonly id: string
  readonly name: string
  readonly dueDays: number
}
