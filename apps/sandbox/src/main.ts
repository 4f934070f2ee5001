import { TimeZoneName, todayIn } from "@beep/kernel/LocalDate"
import { SandboxEnv } from "@beep/shared-env/SandboxEnv"
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Effect, Layer } from "effect"
import { HttpServer } from "effect/http"
import { standardCompanies } from "./companies/standard.ts"
import { googleAccount } from "./google/GoogleAccount.ts"
import { readMailFolder } from "./google/readMailFolder.ts"
import { sandboxServer } from "./server.ts"

const server = Layer.unwrap(
  Effect.gen(function* () {
    const env = yield* SandboxEnv
    const today = yield* todayIn(TimeZoneName.make("America/Los_Angeles"))
    const companies = yield* standardCompanies({
      seed: env.SANDBOX_SEED,
      asOf: env.asOf?.SANDBOX_AS_OF ?? today,
      companies: env.SANDBOX_COMPANIES
    })
    const google =
      env.mailboxes === undefined
        ? undefined
        : {
            accounts: env.mailboxes.SANDBOX_MAILBOX_ACCOUNTS.split(",").map(googleAccount),
            mails: yield* readMailFolder(env.mailboxes.SANDBOX_MAILBOXES)
          }
    return sandboxServer({
      port: env.SANDBOX_INTUIT_PORT,
      clientId: env.SANDBOX_INTUIT_CLIENT_ID,
      clientSecret: env.SANDBOX_INTUIT_CLIENT_SECRET,
      companies,
      ...(google === undefined ? {} : { google }),
      ...(env.grants === undefined ? {} : { grantsFile: env.grants.SANDBOX_GRANTS_FILE }),
      ...(env.openAi === undefined ? {} : { openAiKey: env.openAi.SANDBOX_OPENAI_API_KEY }),
      ...(env.mail === undefined
        ? {}
        : {
            mail: {
              port: env.mail.SANDBOX_MAIL_PORT,
              user: env.mail.SANDBOX_MAIL_USER,
              password: env.mail.SANDBOX_MAIL_PASSWORD
            }
          }),
      ...(env.deliveries === undefined
        ? {}
        : {
            webhooks: {
              receiver: {
                address: env.deliveries.SANDBOX_WEBHOOK_URL,
                verifierToken: env.deliveries.SANDBOX_WEBHOOK_VERIFIER_TOKEN
              }
            }
          })
    })
  })
).pipe(Layer.provide([SandboxEnv.layer, NodeServices.layer]))

const announced = Layer.effectDiscard(
  HttpServer.addressFormattedWith((address) => Effect.logInfo(`Intuit stand-in on ${address}`))
)

Layer.launch(Layer.provide(announced, server)).pipe(NodeRuntime.runMain)
