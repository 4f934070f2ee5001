import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { Context, type Effect } from "effect"
import type { SqlError } from "effect/sql"
import type { AuditEvent } from "../contract/AuditEvent.ts"

export class Audit extends Context.Service<Audit, {
  readonly append: (event: AuditEvent) => Effect.Effect<void, SqlError.SqlError, CurrentTenant | CurrentActor>
  readonly record: (event: AuditEvent) => Effect.Effect<void, Unavailable, CurrentTenant | CurrentActor>
}>()("@beep/audit/Audit") {}
