import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { scriptRoutes } from "../script/scriptRoutes.ts"
import { generatedMail } from "./generatedMail.ts"
import { GoogleFaultOrder } from "./GoogleFaultOrder.ts"
import { GoogleFaultOrders } from "./GoogleFaultOrders.ts"
import { GoogleGrants } from "./GoogleGrants.ts"
import { GoogleMail } from "./GoogleMail.ts"
import { googleScenarios } from "./googleScenarios.ts"

const unreadable = Effect.succeed(HttpServerResponse.empty({ status: 400 }))
const accepted = HttpServerResponse.empty({ status: 202 })
const missing = HttpServerResponse.empty({ status: 404 })

const accounts = Effect.map(GoogleMail, (mail) =>
  HttpServerResponse.jsonUnsafe(mail.accounts.map(({ email }) => ({ email, messages: mail.mailbox(email)?.messages.size ?? 0 })))
)

const list = HttpServerResponse.jsonUnsafe(googleScenarios.map(({ about, group, id }) => ({ id, group, about })))

const run = Effect.gen(function* () {
  const { id } = yield* HttpRouter.params
  const { mailbox } = yield* HttpServerRequest.schemaBodyJson(Schema.Struct({ mailbox: Schema.String }))
  const mail = yield* GoogleMail
  const scenario = googleScenarios.find((one) => one.id === id)
  if (scenario === undefined || mail.mailbox(mailbox) === undefined) return missing
  yield* (yield* GoogleFaultOrders).place((scenario.faults ?? []).map((order) => ({ mailbox, ...order })))
  if (scenario.revokes === true) yield* (yield* GoogleGrants).endAccount(mailbox)
  if (scenario.forgetsHistory === true) yield* mail.forgetHistory(mailbox)
  return accepted
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const Labels = Schema.Array(Schema.String)

/** What happens to a mailbox without anybody's OAuth. `messageId` is the header of the mail, with its brackets. */
const MailboxChange = Schema.Union([
  Schema.Struct({ do: Schema.Literal("deliver"), raw: Schema.String }),
  Schema.Struct({ do: Schema.Literal("delete"), messageId: Schema.String }),
  Schema.Struct({ do: Schema.Literal("relabel"), messageId: Schema.String, add: Labels, remove: Labels }),
  Schema.Struct({ do: Schema.Literal("replace"), messageId: Schema.String, raw: Schema.String }),
  Schema.Struct({
    do: Schema.Literal("generate"),
    count: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10_000 })),
    seed: Schema.Int
  })
])

const utf8 = new TextEncoder()

const change = Effect.gen(function* () {
  const { email = "" } = yield* HttpRouter.params
  const order = yield* HttpServerRequest.schemaBodyJson(MailboxChange)
  const mail = yield* GoogleMail
  const box = mail.mailbox(email)
  if (box === undefined) return missing
  const idOf = (header: string) => [...box.messages.values()].find((one) => one.mail.messageId === header)?.id ?? ""
  switch (order.do) {
    case "deliver":
      return (yield* mail.deliver(utf8.encode(order.raw))) > 0 ? accepted : missing
    case "delete":
      return (yield* mail.remove(email, idOf(order.messageId))) ? accepted : missing
    case "relabel":
      return (yield* mail.relabel(email, idOf(order.messageId), order)) ? accepted : missing
    case "replace":
      return (yield* mail.replace(email, idOf(order.messageId), utf8.encode(order.raw))) ? accepted : missing
    case "generate":
      yield* Effect.forEach(generatedMail(email, order), mail.deliver, { discard: true })
      return accepted
  }
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

/** What no real Google has: the accounts, their fault scripts and scenarios, and changes of a mailbox. */
export const googleControl = Layer.mergeAll(
  HttpRouter.add("GET", "/_sandbox/google/accounts", accounts),
  scriptRoutes("/_sandbox/google/faults", GoogleFaultOrder, GoogleFaultOrders, {
    param: "mailbox",
    of: ({ mailbox }) => mailbox
  }),
  HttpRouter.add("GET", "/_sandbox/google/scenarios", list),
  HttpRouter.add("POST", "/_sandbox/google/scenarios/:id", run),
  HttpRouter.add("POST", "/_sandbox/google/mailboxes/:email/changes", change)
)
