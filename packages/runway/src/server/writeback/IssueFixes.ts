import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Context, type Effect } from "effect"
import type { SqlError } from "effect/sql"
import type { IssueId } from "../../contract/hygiene/HygieneIssue.ts"
import type { QuickFixKind } from "../../contract/hygiene/QuickFix.ts"
import type { QboId } from "../../contract/ledger/QboId.ts"

/** The part of an issue that a write is about: its first record, and what can be set on it. */
export interface FixableIssue {
  readonly version: number
  readonly entityType: string
  readonly qboId: QboId
  readonly fixes: ReadonlyArray<QuickFixKind>
}

type InTransaction<A> = Effect.Effect<A, SqlError.SqlError, CurrentTenant | CurrentActor>

/**
 * What the outbox says to the issues it works for, in the transaction of the write, each with its audit entry.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class IssueFixes extends Context.Service<
  IssueFixes,
  {
    find(clientId: ClientId, issueIds: ReadonlyArray<IssueId>): InTransaction<ReadonlyMap<IssueId, FixableIssue>>
    /** A fix was ordered: the issue waits for it from here on. */
    requested(
      clientId: ClientId,
      issueId: IssueId,
      version: number
    ): InTransaction<"done" | "stale" | "not_possible" | "not_found">
    /** QuickBooks took it; the next reading proves it. */
    recorded(clientId: ClientId, issueId: IssueId): InTransaction<void>
    /** Nothing was written: it is to be done again. */
    notWritten(clientId: ClientId, issueId: IssueId): InTransaction<void>
  }
>()("@beep/runway/IssueFixes") {}
