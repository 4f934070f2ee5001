import type { Audit } from "@beep/audit/server/Audit"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound } from "@beep/kernel/errors"
import type { MemberId } from "@beep/kernel/ids"
import { Effect } from "effect"

/** The member an address names must be the token's; another one does not exist, and the asking is audited. */
export const requireSelf = (audit: Audit["Service"]) =>
  Effect.fnUntraced(function* (advisorId: MemberId) {
    const { memberId } = yield* CurrentTenant
    if (memberId === advisorId) return
    yield* audit.record({
      action: "access.denied",
      entityType: "member",
      entityId: advisorId,
      clientId: null,
      result: "denied",
      reason: "other_advisor"
    })
    return yield* new NotFound()
  })
