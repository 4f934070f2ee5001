import { Email } from "@beep/tenancy/contract/Email"
import type { Role } from "@beep/kernel/Role"

export interface DemoPerson {
  readonly role: Role
  readonly name: string
  readonly email: Email
}

/** The made-up firm. */
export const firm = { name: "Alder & Finch Advisory", timezone: "America/New_York" } as const

export const owner = {
  role: "owner",
  name: "Dana Kim",
  email: Email.make("dana.kim@alderfinch.example")
} as const satisfies DemoPerson

/** Sam sees half of the firm's clients; Priya works on the same ones; Rory only looks. */
export const colleagues: ReadonlyArray<DemoPerson> = [
  { role: "advisor", name: "Sam Rivera", email: Email.make("sam.rivera@alderfinch.example") },
  { role: "staff", name: "Priya Shah", email: Email.make("priya.shah@alderfinch.example") },
  { role: "viewer", name: "Rory Lane", email: Email.make("rory.lane@alderfinch.example") }
]

/** Households, each with the addresses it is known by and its mail that was kept before a mailbox was linked. */
export const households = [
  {
    name: "Thompson household",
    addresses: [
      Email.make("john.thompson@thompson-family.example"),
      Email.make("sarah.thompson@thompson-family.example"),
      Email.make("emily.thompson@thompson-family.example")
    ],
    mail: ["roth-conversion.eml", "year-end-statement.eml", "fund-idea.eml", "rmd-worksheet.eml"]
  }
] as const
