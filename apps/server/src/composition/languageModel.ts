import { ModelReadings } from "@beep/evidence/server/model/ModelReadings"
import * as ModelReader from "@beep/evidence/server/model/ModelReader"
import * as OpenAiChat from "@beep/evidence/server/model/openAiChat"
import { messagesModelWaiting } from "@beep/observability/metrics"
import type { EnvOf } from "@beep/shared-env/processes"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import { clientByClient } from "./clientByClient.ts"
import { looking } from "./looking.ts"
import { openAi } from "./openAi.ts"

type Part = Pick<EnvOf["server"], "languageModel">

/** Without the group no model is there: nothing is shown to anybody, and rules read alone. */
export const provider = ({ languageModel }: Part) =>
  languageModel === undefined
    ? Layer.empty
    : ModelReader.layer(languageModel.AI_LANGUAGE_MODEL).pipe(
        Layer.provide(
          OpenAiChat.layer(
            openAi(languageModel.AI_LANGUAGE_URL, languageModel.AI_LANGUAGE_API_KEY, languageModel.AI_LANGUAGE_MODEL)
          )
        ),
        Layer.provide(FetchHttpClient.layer)
      )

const job: SystemJob = { job: "model.read", reason: "messages a language model was not asked about" }

/** One look through every organization that switched the model on. While its provider gives nothing, what rules found stands. */
export const sweep = Effect.gen(function* () {
  const readings = yield* ModelReadings
  yield* clientByClient(job, "the messages of an organization wait for the language model", {
    waiting: readings.waiting,
    work: readings.run,
    gauge: messagesModelWaiting
  })
}).pipe(Effect.withSpan("model.read"))

/** At once, for what a restart or another model left; then again, for what was read or switched on since. */
export const layer = ({ languageModel }: Part, every: Duration.Input = Duration.minutes(1)) =>
  languageModel === undefined
    ? Layer.empty
    : Layer.effectDiscard(Effect.forkScoped(looking("messages for the language model could not be looked for", every)(sweep)))
