import type { EnvOf } from "@beep/shared-env/processes"
import { Layer } from "effect"
import * as CallBudget from "./callBudget.ts"
import * as CatchUps from "./catchUps.ts"
import * as Embeddings from "./embeddings.ts"
import * as Extractions from "./extractions.ts"
import * as HygieneScans from "./hygieneScans.ts"
import * as LanguageModel from "./languageModel.ts"
import * as Mail from "./mail.ts"
import * as MailReading from "./mailReading.ts"
import * as Resume from "./resume.ts"
import * as Retention from "./retention.ts"
import * as SingleWorker from "./singleWorker.ts"
import * as WebhookSync from "./webhookSync.ts"
import * as WriteBacks from "./writeBacks.ts"

type Part = Pick<
  EnvOf["server"],
  "APP_ROLE" | "WORKFLOW_TOPOLOGY" | "APP_NAME" | "APP_CLIENT_URL" | "mail" | "embeddings" | "languageModel"
>

const isWorker = (env: Pick<Part, "APP_ROLE">): boolean => env.APP_ROLE !== "api"

/** What a worker must have before anything of it starts. */
export const place = (env: Pick<Part, "APP_ROLE" | "WORKFLOW_TOPOLOGY">) =>
  isWorker(env) && env.WORKFLOW_TOPOLOGY === "single" ? SingleWorker.layer : Layer.empty

/** What a worker does without being asked. */
export const layer = (env: Part) =>
  isWorker(env)
    ? Layer.mergeAll(
        Resume.layer(),
        CatchUps.layer,
        HygieneScans.layer,
        WebhookSync.layer(),
        MailReading.layer(),
        WriteBacks.layer,
        Extractions.layer(),
        Embeddings.layer(env),
        LanguageModel.layer(env),
        Retention.layer(),
        CallBudget.layer(),
        Mail.layer(env)
      )
    : Layer.empty
