import { findPhoneNumbersInText } from "libphonenumber-js"
import { found } from "./found.ts"
import type { FoundMention } from "./FoundMention.ts"

/** A bare run of digits may be an invoice or an account: only a number written as a phone number counts. */
const writtenAsPhone = /[()\s.+-]/

export const phones = (content: string): ReadonlyArray<FoundMention> =>
  findPhoneNumbersInText(content, "US")
    .filter(({ startsAt, endsAt }) => writtenAsPhone.test(content.slice(startsAt, endsAt)))
    .map(({ startsAt, endsAt, number }) => found(startsAt, endsAt, "phone.formatted", { kind: "phone", e164: number.number }))
