import type { MentionFact } from "@beep/evidence/contract/MentionFact"
import type { Money } from "@beep/kernel/Money"
import { formatMinor } from "@beep/kernel/Money"
import { evidence } from "../../messages/evidence.ts"

export interface FactLine {
  readonly name: string
  readonly value: string
}

const money = (amount: Money): string => `${formatMinor(amount.minor, amount.currency)} ${amount.currency}`

const words = evidence.facts

const present = (lines: ReadonlyArray<readonly [string, string | null]>): ReadonlyArray<FactLine> =>
  lines.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))

/** What a mention says, name by name; what was not said has no line. */
export const factLines = (fact: MentionFact): ReadonlyArray<FactLine> => {
  switch (fact.kind) {
    case "person":
      return present([
        [words.name, fact.name],
        [words.address, fact.address]
      ])
    case "email_address":
      return present([[words.address, fact.address]])
    case "phone":
      return present([[words.phone, fact.e164]])
    case "money":
      return present([[words.amount, money(fact.amount)]])
    case "date":
      return present([[fact.resolution === "relative" ? words.relative : words.date, fact.date]])
    case "promise_to_pay":
      return present([
        [words.who, fact.who],
        [words.due, fact.due],
        [words.amount, fact.amount === null ? null : money(fact.amount)],
        [words.invoice, fact.invoices.length === 0 ? null : fact.invoices.join(", ")]
      ])
    case "promise_to_do":
      return present([
        [words.who, fact.who],
        [words.what, fact.what],
        [words.due, fact.due]
      ])
  }
}
