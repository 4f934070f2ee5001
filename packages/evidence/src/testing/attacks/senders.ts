import type { TrustedSenders } from "../../contract/mail/senderFlags.ts"
import type { SenderFlagKind } from "../../contract/mail/SenderFlag.ts"

/** A header, and what a careful reader would say about it; nothing for an honest one. */
export interface SenderCase {
  readonly name: string
  readonly from: readonly [name: string, address: string]
  readonly replyTo?: readonly [name: string, address: string]
  readonly expected: ReadonlyArray<SenderFlagKind>
}

/** The firm and the family these headers pretend to come from. */
export const knownSenders: TrustedSenders = {
  members: [
    { name: "Dana Kim", address: "dana.kim@alderfinch.example" },
    { name: "Sam Rivera", address: "sam.rivera@alderfinch.example" }
  ],
  clients: [
    { names: [], address: "john.thompson@thompson-family.example" },
    { names: ["Sarah Thompson"], address: "st1958@gmail.com" }
  ]
}

const colleague = "Dana Kim"

export const senderCases: ReadonlyArray<SenderCase> = [
  { name: "a colleague's name at free mail", from: [colleague, "dana.kim.advisor@gmail.com"], expected: ["member_name"] },
  { name: "a colleague's name at a foreign firm", from: [colleague, "ceo@wire-desk.example"], expected: ["member_name"] },
  { name: "the name turned round", from: ["Kim, Dana", "ceo@wire-desk.example"], expected: ["member_name"] },
  {
    name: "the name with a middle initial and the firm",
    from: ["Dana M. Kim (Alder Finch)", "x@wire-desk.example"],
    expected: ["member_name"]
  },
  { name: "the name in Cyrillic letters", from: ["D\u0430n\u0430 Kim", "x@wire-desk.example"], expected: ["member_name"] },
  { name: "the name with a letter nobody sees", from: ["Da\u200Bna Kim", "x@wire-desk.example"], expected: ["member_name"] },
  { name: "the name in capitals", from: ["DANA KIM", "x@wire-desk.example"], expected: ["member_name"] },
  {
    name: "a client's name at another address",
    from: ["John Thompson", "john.thompson@mailbox-secure.example"],
    expected: ["client_name"]
  },
  {
    name: "a client's name that only earlier mail told",
    from: ["Sarah Thompson", "sarah@promo.example"],
    expected: ["client_name"]
  },
  { name: "rn for m", from: ["Office", "info@thornpson-family.example"], expected: ["lookalike_domain"] },
  { name: "one letter changed", from: ["Office", "dana.kim@alderfinsh.example"], expected: ["lookalike_domain"] },
  { name: "two letters swapped", from: ["Office", "dana.kim@aldrefinch.example"], expected: ["lookalike_domain"] },
  { name: "a letter too many", from: ["Office", "dana.kim@alderrfinch.example"], expected: ["lookalike_domain"] },
  { name: "a digit for a letter", from: ["Office", "dana.kim@a1derfinch.example"], expected: ["lookalike_domain"] },
  { name: "another ending", from: ["Office", "dana.kim@alderfinch.co"], expected: ["lookalike_domain"] },
  { name: "a word added", from: ["Office", "dana.kim@alderfinch-secure.example"], expected: ["lookalike_domain"] },
  { name: "a letter of another script", from: ["Office", "dana.kim@\u0430lderfinch.example"], expected: ["lookalike_domain"] },
  { name: "the same in punycode", from: ["Office", "dana.kim@xn--lderfinch-u7a.example"], expected: ["lookalike_domain"] },
  { name: "a slip in free mail", from: ["Office", "st1958@gmial.com"], expected: ["lookalike_domain"] },
  {
    name: "a colleague at a look-alike",
    from: [colleague, "dana.kim@alderf1nch.example"],
    expected: ["member_name", "lookalike_domain"]
  },
  {
    name: "the known address as a name",
    from: ["dana.kim@alderfinch.example", "x9@bulk.example"],
    expected: ["address_in_name"]
  },
  {
    name: "name and known address as a name",
    from: ["Dana Kim <dana.kim@alderfinch.example>", "x9@bulk.example"],
    expected: ["member_name", "address_in_name"]
  },
  {
    name: "a known sender whose answer goes elsewhere",
    from: [colleague, "dana.kim@alderfinch.example"],
    replyTo: [colleague, "dana.kim@fastanswer.example"],
    expected: ["reply_to"]
  },
  {
    name: "a client whose answer goes to other free mail",
    from: ["Sarah Thompson", "st1958@gmail.com"],
    replyTo: ["", "st1985@gmail.com"],
    expected: ["reply_to"]
  },
  { name: "HONEST the colleague", from: [colleague, "Dana.Kim@alderfinch.example"], expected: [] },
  { name: "HONEST another address of the firm", from: [colleague, "dana@mail.alderfinch.example"], expected: [] },
  { name: "HONEST the client", from: ["John Thompson", "john.thompson@thompson-family.example"], expected: [] },
  { name: "HONEST the client by a short name", from: ["Sarah", "st1958@gmail.com"], expected: [] },
  { name: "HONEST a stranger", from: ["Maria Lopez", "maria@lopezcpa.example"], expected: [] },
  { name: "HONEST a stranger with the same surname", from: ["Peter Thompson", "peter@thompson-boats.example"], expected: [] },
  { name: "HONEST a stranger with the same given name", from: ["Dana Whitfield", "dana@whitfield.example"], expected: [] },
  { name: "HONEST a stranger at free mail", from: ["Jo Park", "jopark@gmail.com"], expected: [] },
  {
    name: "HONEST a newsletter answered elsewhere",
    from: ["Fund News", "news@fundnews.example"],
    replyTo: ["", "support@fund-support.example"],
    expected: []
  },
  {
    name: "HONEST a colleague answered by another",
    from: [colleague, "dana.kim@alderfinch.example"],
    replyTo: ["Sam Rivera", "sam.rivera@alderfinch.example"],
    expected: []
  },
  {
    name: "HONEST the own address as a name",
    from: ["john.thompson@thompson-family.example", "john.thompson@thompson-family.example"],
    expected: []
  },
  { name: "HONEST a domain that only begins alike", from: ["Office", "info@alderman.example"], expected: [] },
  { name: "HONEST free mail that is not a slip", from: ["Jo Park", "jo@ymail.com"], expected: [] },
  { name: "HONEST a custodian", from: ["Charles Schwab", "alerts@schwab.example"], expected: [] }
]
