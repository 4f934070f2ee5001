import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { RoleForbidden, Unavailable } from "@beep/kernel/errors"
import { clientReach } from "@beep/kernel/permissions"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer } from "effect"
import type { SqlClient } from "effect/sql"
import { csvOf } from "../contract/csv.ts"
import { accessReviewRepo, type ReviewRow } from "./internal/AccessReviewRepo.ts"
import { requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { type LoginFacts, MemberFacts } from "./MemberFacts.ts"

const head = [
  "member",
  "email",
  "kind",
  "role",
  "status",
  "second_factor",
  "last_seen",
  "client",
  "assignment",
  "state",
  "from",
  "until"
] as const

const instant = (at: DateTime.Utc | null | undefined): string => (at === null || at === undefined ? "" : DateTime.formatIso(at))

/** An integration signs in nowhere: it has neither address nor second factor. */
const lineOf = (row: ReviewRow, facts: LoginFacts | undefined): ReadonlyArray<string> => [
  row.name,
  facts?.email ?? "",
  row.kind,
  row.role,
  row.status,
  facts === undefined ? "" : facts.hasSecondFactor ? "yes" : "no",
  instant(row.kind === "person" ? facts?.lastSeenAt : row.keyUsedAt),
  clientReach[row.role] === "all" ? "(all)" : (row.client ?? ""),
  clientReach[row.role] === "all" ? "" : (row.assignment ?? ""),
  clientReach[row.role] === "all" ? "" : (row.state ?? ""),
  clientReach[row.role] === "all" ? "" : instant(row.since),
  clientReach[row.role] === "all" ? "" : instant(row.until)
]

/** Whoever reaches all clients is one line, whatever was assigned to him besides. */
const oncePerOwner = (rows: ReadonlyArray<ReviewRow>): ReadonlyArray<ReviewRow> =>
  rows.filter(
    (row, at) => clientReach[row.role] === "assigned" || rows.findIndex(({ memberId }) => memberId === row.memberId) === at
  )

/**
 * Who can see what, for the quarterly review: one line for each client a member sees, saw or will see.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class AccessReview extends Context.Service<
  AccessReview,
  {
    /** CSV. Owners only; the export itself is audited. */
    readonly csv: Effect.Effect<string, RoleForbidden | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/tenancy/AccessReview") {
  static readonly layer: Layer.Layer<AccessReview, never, Audit | MemberFacts | TenantTransaction | SqlClient.SqlClient> =
    Layer.effect(
      AccessReview,
      Effect.gen(function* () {
        const audit = yield* Audit
        const plainly = inTenant(yield* TenantTransaction)
        const facts = yield* MemberFacts
        const repo = yield* accessReviewRepo
        return AccessReview.of({
          csv: Effect.gen(function* () {
            const { organizationId } = yield* CurrentTenant
            yield* requireScope(audit, "organization.manage", "organization", organizationId)
            const rows = oncePerOwner(
              yield* plainly(
                Effect.tap(repo.rows(organizationId), (found) =>
                  audit.append({
                    action: "export.created",
                    entityType: "organization",
                    entityId: organizationId,
                    clientId: null,
                    result: "ok",
                    after: { kind: "access_review", rows: found.length }
                  })
                )
              )
            )
            const known = yield* facts.logins(
              rows.flatMap(({ memberId, userId }) => (userId === null ? [] : [{ memberId, userId }]))
            )
            return csvOf(
              head,
              rows.map((row) => lineOf(row, known.get(row.memberId)))
            )
          }).pipe(Effect.withSpan("AccessReview.csv"))
        })
      })
    )
}
