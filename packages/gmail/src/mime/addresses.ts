import { type Address, type Header, addressParser } from "postal-mime"
import type { MailAddress } from "./CanonicalMail.ts"
import { canonicalText } from "./canonicalText.ts"

const mailboxes = (addresses: ReadonlyArray<Address>): ReadonlyArray<MailAddress> =>
  addresses
    .flatMap((address) => address.group ?? [address])
    .map(({ name, address }) => ({
      name: canonicalText(name),
      address: canonicalText(address)
    }))
    .filter(({ name, address }) => name !== "" || address !== "")

/** Every mailbox of every field of this name, groups opened, in order. */
export const addressesOf = (headers: ReadonlyArray<Header>, field: string): ReadonlyArray<MailAddress> =>
  mailboxes(headers.filter(({ key }) => key === field).flatMap(({ value }) => addressParser(value)))

const idPattern = /<[^<>\s]+>/g

/** Message ids of a field, with their angle brackets. */
export const messageIdsOf = (headers: ReadonlyArray<Header>, field: string): ReadonlyArray<string> =>
  headers.filter(({ key }) => key === field).flatMap(({ value }) => canonicalText(value).match(idPattern) ?? [])
