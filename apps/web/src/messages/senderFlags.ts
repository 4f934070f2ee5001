import type { SenderFlagKind } from "@beep/evidence/contract/mail/SenderFlag"

/** What is said about a sender who may be somebody else. */
export const senderFlagWords: Readonly<Record<SenderFlagKind, string>> = {
  member_name: "A colleague's name, not their address",
  client_name: "A client's name, address not on record",
  reply_to: "Replies would go to an unknown address",
  lookalike_domain: "Domain resembles a known one",
  address_in_name: "Shows another address as its name"
}

export const senderFlagList = "Check who sent this"
