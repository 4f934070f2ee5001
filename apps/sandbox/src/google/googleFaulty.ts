import { Effect, Option, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { bodyOf } from "../script/bodyOf.ts"
import { cutOff } from "../script/cutOff.ts"
import { heldUp } from "../script/heldUp.ts"
import { apiFault } from "./googleAnswers.ts"
import { type GoogleCall, type GoogleFaultOrder, isAbout, isApiFault } from "./GoogleFaultOrder.ts"
import { GoogleFaultOrders } from "./GoogleFaultOrders.ts"
import { GoogleGrants } from "./GoogleGrants.ts"
import { GoogleMail } from "./GoogleMail.ts"

type Response = HttpServerResponse.HttpServerResponse

const dataCall = /^\/google\/gmail\/v1\/users\/[^/]+\/(\w+)(\/[^?]+)?/

const kinds: Readonly<Record<string, GoogleCall>> = {
  profile: "profile",
  messages: "list",
  threads: "threads",
  history: "history",
  labels: "labels"
}

const addresses: Readonly<Record<string, GoogleCall>> = {
  "/google/token": "token",
  "/google/revoke": "revoke",
  "/google/v1/userinfo": "userinfo"
}

const kindOf = (url: string): GoogleCall | undefined => {
  const [, resource, id] = dataCall.exec(url) ?? []
  if (resource === "messages" && id !== undefined) return "get"
  return resource === undefined ? addresses[url.split("?", 1)[0] ?? ""] : kinds[resource]
}

/** Whose mailbox a request is about: by its token, or by the grant a token call names. */
const callOf = Effect.fnUntraced(function* (request: HttpServerRequest.HttpServerRequest) {
  const kind = kindOf(request.url)
  if (kind === undefined) return undefined
  const grants = yield* GoogleGrants
  const bearer = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1]
  if (bearer !== undefined) {
    const access = yield* grants.bearer(bearer)
    return Option.isNone(access) ? undefined : { mailbox: access.value.account, kind }
  }
  const form = new URLSearchParams(yield* Effect.orElseSucceed(request.text, () => ""))
  const mailbox = grants.accountOf(form.get("refresh_token") ?? form.get("token") ?? form.get("code") ?? "")
  return mailbox === undefined ? undefined : { mailbox, kind }
})

const Listed = Schema.fromJsonString(
  Schema.Struct({ messages: Schema.optionalKey(Schema.Array(Schema.Struct({ id: Schema.String }))) })
)
const decodeListed = Schema.decodeOption(Listed)

const utf8 = new TextEncoder()

const newMail = (mailbox: string, at: number): Uint8Array =>
  utf8.encode(
    `From: Late Arrival <late.arrival@elsewhere.example>\r\nTo: ${mailbox}\r\nSubject: Between two pages\r\nMessage-ID: <late-${at}@elsewhere.example>\r\nDate: Wed, 04 Feb 2026 12:00:00 +0000\r\n\r\nI came while the list was read.\r\n`
  )

/** The answer goes out as it was; the mailbox is another one when the next call comes. */
const disturbed = Effect.fnUntraced(function* (order: GoogleFaultOrder, answer: Response) {
  const mail = yield* GoogleMail
  const listed = Option.getOrElse(
    Option.map(decodeListed(bodyOf(answer)), ({ messages }) => messages ?? []),
    () => []
  )
  const last = listed.at(-1)?.id ?? ""
  if (order.fault === "deleted_between_pages") yield* mail.remove(order.mailbox, last)
  if (order.fault === "arrived_between_pages") yield* mail.deliver(newMail(order.mailbox, order.times))
  if (order.fault === "changed_between_pages") {
    const before = mail.mailbox(order.mailbox)?.messages.get(last)
    if (before !== undefined) {
      const raw = new Uint8Array([...before.mail.raw, ...utf8.encode("\r\nP.S. changed while it was read.\r\n")])
      yield* mail.replace(order.mailbox, last, raw)
    }
  }
  return answer
})

const suffered = <E, R>(
  order: GoogleFaultOrder,
  request: HttpServerRequest.HttpServerRequest,
  app: Effect.Effect<Response, E, R>
) =>
  Effect.gen(function* () {
    if (isApiFault(order.fault)) return apiFault(order.fault, order.seconds)
    switch (order.fault) {
      case "bad_gateway":
        return HttpServerResponse.html("<html><body><h1>502 Bad Gateway</h1></body></html>").pipe(
          HttpServerResponse.setStatus(502)
        )
      case "invalid_grant":
        return HttpServerResponse.setStatus(
          HttpServerResponse.jsonUnsafe({ error: "invalid_grant", error_description: "Token has been expired or revoked." }),
          400
        )
      case "reset":
        return yield* cutOff(request)
      case "hang":
        return yield* Effect.andThen(heldUp(order), app)
      case "truncated": {
        const answer = yield* app
        const body = bodyOf(answer)
        return HttpServerResponse.text(body.slice(0, Math.floor(body.length / 2)), { contentType: "application/json" })
      }
      default:
        return yield* disturbed(order, yield* app)
    }
  })

/** Stands before every route: whatever is asked of a mailbox meets its fault script first. */
export const googleFaulty = HttpRouter.middleware(
  (app) =>
    Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      if (!request.url.startsWith("/google/")) return yield* app
      const call = yield* callOf(request)
      const order = call === undefined ? undefined : yield* (yield* GoogleFaultOrders).meet(isAbout(call))
      return order === undefined ? yield* app : yield* suffered(order, request, app)
    }),
  { global: true }
)
