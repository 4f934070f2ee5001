import { Extraction } from "@beep/evidence/server/extraction/Extraction"
import { Ontologies } from "@beep/evidence/server/extraction/Ontologies"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, Layer } from "effect"
import { logged } from "./logged.ts"
import { looking } from "./looking.ts"
import { inEachOrganization } from "./inEachOrganization.ts"

const job: SystemJob = { job: "extraction.resume", reason: "messages that no run of this release has read" }

/** One look through every organization: each run of a client is its own transactions, with their audit entries. */
export const sweep = Effect.gen(function* () {
  const extraction = yield* Extraction
  const { list } = yield* Ontologies

  yield* inEachOrganization(
    job,
    "the messages of an organization could not be looked through",
    Effect.gen(function* () {
      for (const { enabled, id } of list) {
        if (!enabled) continue
        const clients = yield* extraction.unfinished(id)
        yield* Effect.forEach(
          clients,
          (clientId) => extraction.run(clientId, id).pipe(logged("messages of a client wait for their extraction")),
          { discard: true }
        )
      }
    })
  )
}).pipe(Effect.withSpan("extraction.resume"))

/** At once, for what a restart or a newer release left; then again, for a process that died elsewhere. */
export const layer = (every: Duration.Input = Duration.minutes(5)) =>
  Layer.effectDiscard(Effect.forkScoped(looking("unfinished extractions could not be looked for", every)(sweep)))
