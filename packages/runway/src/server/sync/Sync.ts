import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { Effect } from "effect"
import { Context } from "effect"
import type { SyncStatus } from "../../contract/sync/SyncStatus.ts"

/** Mirrors one client's books; one running sync per client, entity types stand or fall alone. */
export class Sync extends Context.Service<Sync, {
  /** Begins a sync in the background and answers at once; while one runs, answers that one. */
  start(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | ReconnectRequired | Unavailable, CurrentTenant | CurrentActor>
  /** The same, waiting for its end; goes on where an interrupted run stopped. Answers the running one when another process holds it. */
  run(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | ReconnectRequired | Unavailable, CurrentTenant | CurrentActor>
  state(clientId: ClientId): Effect.Effect<SyncStatus, NotFound | Unavailable, CurrentTenant | CurrentActor>
}>()("@beep/runway/Sync") {}
