import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { Context, type Effect } from "effect"

/**
 * Whether the caller may know that a client exists. `audit` stands below `tenancy`,
 * so it declares the question here and `tenancy` answers it: `NotFound` and an
 * audited denial for a foreign or unassigned client.
 */
export class ClientAccess extends Context.Service<
  ClientAccess,
  {
    readonly require: (clientId: ClientId) => Effect.Effect<void, NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/audit/ClientAccess") {}
