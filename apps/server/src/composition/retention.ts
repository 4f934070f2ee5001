import { WebhookInbox } from "@beep/connections/server/WebhookInbox"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, Layer } from "effect"
import { looking } from "./looking.ts"
import { inEachOrganization } from "./inEachOrganization.ts"

const job: SystemJob = { job: "retention", reason: "events that were seen to long ago" }

/** Removes, organization by organization, what is kept for a while only; one that fails leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const inbox = yield* WebhookInbox
  yield* inEachOrganization(job, "closed events of an organization could not be removed", inbox.forget)
}).pipe(Effect.withSpan("retention"))

/** Once a day, and when a worker starts. */
export const layer = (every: Duration.Input = Duration.days(1)) =>
  Layer.effectDiscard(Effect.forkScoped(looking("what is kept for a while only could not be removed", every)(sweep)))
