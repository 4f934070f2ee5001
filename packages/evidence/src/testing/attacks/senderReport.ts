import { senderFlags } from "../../contract/mail/senderFlags.ts"
import { knownSenders, senderCases } from "./senders.ts"

export interface SenderOutcome {
  readonly name: string
  readonly expected: string
  readonly found: string
}

const mailbox = ([name, address]: readonly [string, string]) => ({ name, address })

/** What was said about each sender, beside what should have been said. */
export const senderReport = (): ReadonlyArray<SenderOutcome> =>
  senderCases.map(({ name, from, replyTo, expected }) => {
    const flags = senderFlags({ from: mailbox(from), replyTo: replyTo === undefined ? [] : [mailbox(replyTo)] }, knownSenders)
    const exact = flags.every(
      ({ words, header, startChar, endChar }) => words !== "" && header.slice(startChar, endChar) === words
    )
    return {
      name,
      expected: expected.join(", "),
      found: exact ? flags.map(({ kind }) => kind).join(", ") : "a flag without its words"
    }
  })
