import type { ClientId } from "@beep/kernel/ids"

/** `file`: under this client, with all of the thread that waits. `wait`: for a person, or for an address somebody adds. */
export type FileDecision = { readonly _tag: "file"; readonly clientId: ClientId } | { readonly _tag: "wait" }

/**
 * Whose a message is (README, "Household scope"). `filed` is the client of its thread, null while it has none;
 * `matches` are the clients with a known address among those who took part. One client and no other: filed.
 * Several are for a person, and so is a message that brings another client into a thread that is filed.
 */
export const fileDecision = (filed: ClientId | null, matches: ReadonlyArray<ClientId>): FileDecision => {
  const known = [...new Set(filed === null ? matches : [filed, ...matches])]
  const [only, other] = known
  return only === undefined || other !== undefined ? { _tag: "wait" } : { _tag: "file", clientId: only }
}
