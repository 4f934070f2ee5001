import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Mailbox } from "./Mailbox.ts"
import { MailFault } from "./MailFault.ts"
import { mailPage } from "./mailPage.ts"

const unreadable = Effect.succeed(HttpServerResponse.empty({ status: 400 }))

const page = Effect.gen(function* () {
  const mailbox = yield* Mailbox
  return mailPage(yield* mailbox.arrived, yield* mailbox.waiting)
})

const list = Effect.flatMap(Mailbox, (mailbox) => Effect.map(mailbox.arrived, (mails) => HttpServerResponse.jsonUnsafe(mails)))

const next = Effect.gen(function* () {
  const { to } = yield* HttpServerRequest.schemaSearchParams(Schema.Struct({ to: Schema.String }))
  const mail = yield* (yield* Mailbox).await((one) => one.to.includes(to))
  return HttpServerResponse.jsonUnsafe(mail)
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const empty = Effect.flatMap(Mailbox, (mailbox) => Effect.as(mailbox.empty, HttpServerResponse.empty({ status: 204 })))

const order = Effect.gen(function* () {
  yield* (yield* Mailbox).order(yield* HttpServerRequest.schemaBodyJson(MailFault))
  return HttpServerResponse.empty({ status: 202 })
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const clear = Effect.flatMap(Mailbox, (mailbox) => Effect.as(mailbox.clear, HttpServerResponse.empty({ status: 204 })))

const press = Effect.gen(function* () {
  const { fault } = yield* HttpServerRequest.schemaBodyUrlParams(Schema.Struct({ fault: MailFault.fields.fault }))
  yield* (yield* Mailbox).order({ fault, times: 1, seconds: 5 })
  return HttpServerResponse.redirect("/_sandbox/mail", { status: 303 })
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

/** `GET /_sandbox/mail` for people; `/_sandbox/mails` the same as JSON, `/_sandbox/mails/next?to=` the first mail of an address, waited for; `/_sandbox/mail/faults` to order failures. */
export const mailRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/_sandbox/mail", page),
  HttpRouter.add("POST", "/_sandbox/mail", press),
  HttpRouter.add("GET", "/_sandbox/mails", list),
  HttpRouter.add("GET", "/_sandbox/mails/next", next),
  HttpRouter.add("DELETE", "/_sandbox/mails", empty),
  HttpRouter.add("POST", "/_sandbox/mail/faults", order),
  HttpRouter.add("DELETE", "/_sandbox/mail/faults", clear)
)
