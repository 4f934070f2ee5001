import { Result } from "effect"
import type { Party } from "../ledger/Party.ts"
import { freeName, inactiveName } from "../store/partyNames.ts"
import type { Draft, PartyKind } from "../store/Draft.ts"
import { badReference, type Refusal, requiredParam } from "../store/Refusal.ts"
import type { WriteBody } from "./WriteBody.ts"

/** The vendor or customer a body describes. */
export const partyOf = (
  draft: Draft,
  kind: PartyKind,
  body: WriteBody,
  id: string,
  previous: Party | undefined
): Result.Result<Party, Refusal> =>
  Result.gen(function* () {
    if (body.DisplayName === undefined || body.DisplayName === "") return yield* Result.fail(requiredParam("DisplayName"))
    const termId = (kind === "Vendor" ? body.TermRef : body.SalesTermRef)?.value ?? null
    if (termId !== null && !draft.books.terms.some((term) => term.id === termId))
      return yield* Result.fail(badReference(kind === "Vendor" ? "TermRef" : "SalesTermRef"))
    const active = body.Active ?? previous?.active ?? true
    const isLeaving = !active && previous?.active === true
    const displayName = yield* freeName(draft, isLeaving ? inactiveName(body.DisplayName) : body.DisplayName, id)
    return { id, displayName, active, email: body.PrimaryEmailAddr?.Address ?? null, termId }
  })
