export interface Party {
  readonly id: string
  readonly displayName: string
  readonly active: boolean
  readonly email: string | null
  readonly termId: string | null
}

export interface PaymentTerm {
  readonly id: string
  readonly name: string
  readonly dueDays: number
}
