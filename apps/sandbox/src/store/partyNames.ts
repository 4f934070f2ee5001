import { Result } from "effect"
import type { Draft } from "./Draft.ts"
import { duplicateName, type Refusal } from "./Refusal.ts"

/** Names are unique among all customers and vendors, as in QuickBooks. */
export const freeName = (draft: Draft, name: string, ownId: string | null): Result.Result<string, Refusal> =>
  draft.allParties().some((party) => party.id !== ownId && party.displayName.toLowerCase() === name.toLowerCase())
    ? Result.fail(duplicateName)
    : Result.succeed(name)

/** QuickBooks marks the name of what was made inactive (recordings/company-2020/deactivate__account.json). */
export const inactiveName = (name: string): string => (name.endsWith(" (deleted)") ? name : `${name} (deleted)`)
