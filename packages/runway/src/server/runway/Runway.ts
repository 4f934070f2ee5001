import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import type { Effect } from "effect"
import { Context } from "effect"
import type { SqlError } from "effect/sql"

export class Runway extends Context.Service<Runway, {
  /** Inside the caller's tenant transaction, at the end of every sync (also a failed one): recomputes, keeps a snapshot, refreshes the client's row of the list. */
  refresh(clientId: ClientId): Effect.Effect<void, SqlError.SqlError, CurrentTenant | CurrentActor>
}>()("@beep/runway/Runway") {}
