import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Context, Effect } from "effect"

/** What follows a successful consent, after it is stored; an app starts the first sync here. It must not fail: the connection stands whatever comes of it. */
export const AfterConnect = Context.Reference<(clientId: ClientId) => Effect.Effect<void, never, CurrentTenant | CurrentActor>>(
  "@beep/connections/AfterConnect",
  { defaultValue: () => () => Effect.void }
)
