import type { KnownContact, ExtractContext } from "../../extract/FoundMention.ts"

/** Somebody the client's earlier mail introduced. */
export interface KnownPerson {
  readonly name: string
  readonly type: "Client" | "Person"
  readonly role: string | null
}

/** What the rules may know beside the text. Nothing in it is read from a clock. */
export interface GraphContext extends Pick<ExtractContext, "messageDate" | "homeCurrency" | "quotedRanges" | "sender"> {
  readonly recipients: ReadonlyArray<KnownContact>
  /** As the client is called: `Thompson household`; null for a business. */
  readonly householdName: string | null
  /** Addresses, folded, that are known to be the client's own. */
  readonly clientAddresses: ReadonlySet<string>
  readonly known: ReadonlyArray<KnownPerson>
}
