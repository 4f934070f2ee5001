import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { keptRoutes } from "../script/keptRoutes.ts"
import { scriptRoutes } from "../script/scriptRoutes.ts"
import { Mailbox } from "./Mailbox.ts"
import { MailFault } from "./MailFault.ts"
import { mailPage } from "./mailPage.ts"

const unreadable = Effect.succeed(HttpServerResponse.empty({ status: 400 }))

const page = Effect.gen(function* () {
  const mailbox = yield* Mailbox
  return mailPage(yield* mailbox.arrived, yield* mailbox.faults.waiting)
})

const next = Effect.gen(function* () {
  const { to } = yield* HttpServerRequest.schemaSearchParams(Schema.Struct({ to: Schema.String }))
  const mail = yield* (yield* Mailbox).await((one) => one.to.includes(to))
  return HttpServerResponse.jsonUnsafe(mail)
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const press = Effect.gen(function* () {
  const { fault } = yield* HttpServerRequest.schemaBodyUrlParams(Schema.Struct({ fault: MailFault.fields.fault }))
  yield* (yield* Mailbox).faults.place([{ fault, times: 1, seconds: 5 }])
  return HttpServerResponse.redirect("/_sandbox/mail", { status: 303 })
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

/** `GET /_sandbox/mail` for people; `/_sandbox/mails` the same as JSON, `/_sandbox/mails/next?to=` the first mail of an address, waited for; `/_sandbox/mail/faults` to order failures. */
export const mailRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/_sandbox/mail", page),
  HttpRouter.add("POST", "/_sandbox/mail", press),
  keptRoutes(
    "/_sandbox/mails",
    Effect.map(Mailbox, ({ arrived, empty }) => ({ all: arrived, forget: empty }))
  ),
  HttpRouter.add("GET", "/_sandbox/mails/next", next),
  scriptRoutes(
    "/_sandbox/mail/faults",
    MailFault,
    Effect.map(Mailbox, ({ faults }) => faults)
  )
)
