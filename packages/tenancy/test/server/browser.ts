import { OnlyReads, RequiredProof, RequiredScope } from "@beep/kernel/Scope"
import { AccountGroup } from "@beep/tenancy/contract/AccountApi"
import { AuthGroup } from "@beep/tenancy/contract/AuthApi"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import type { AuthSettings } from "@beep/tenancy/server/AuthSettings"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { fixturePassword, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { NodeHttpServer } from "@effect/platform-node"
import { Effect, Layer, Predicate, Redacted, Schema } from "effect"
import { HttpClient, HttpClientRequest, HttpRouter } from "effect/http"
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"

/** Doors behind the walls: three for anybody who is proved, one of them for a question in a body, two for who proved a factor lately. */
class DoorsGroup extends HttpApiGroup.make("doors")
  .add(
    HttpApiEndpoint.get("proven", "/doors/proven", { success: HttpApiSchema.NoContent }),
    HttpApiEndpoint.post("question", "/doors/question", { success: HttpApiSchema.NoContent }).annotate(OnlyReads, true),
    HttpApiEndpoint.post("change", "/doors/change", { success: HttpApiSchema.NoContent }),
    HttpApiEndpoint.post("steppedUp", "/doors/stepped-up", { success: HttpApiSchema.NoContent }).annotate(
      RequiredProof,
      "stepped_up"
    ),
    HttpApiEndpoint.get("fresh", "/doors/fresh", { success: HttpApiSchema.NoContent }).annotate(RequiredProof, "stepped_up")
  )
  .annotate(RequiredScope, "session")
  .middleware(Authorization) {}

const BrowsedApi = HttpApi.make("beep").add(AuthGroup).add(AccountGroup).add(DoorsGroup)

const doors = HttpApiBuilder.group(BrowsedApi, "doors", (handlers) =>
  Effect.succeed(
    handlers.handleAll({
      proven: () => Effect.void,
      question: () => Effect.void,
      change: () => Effect.void,
      steppedUp: () => Effect.void,
      fresh: () => Effect.void
    })
  )
)

/** The groups of this room on a server of their own. */
export const browsed = <A, E, R>(room: Layer.Layer<A, E, R>) =>
  HttpRouter.serve(HttpApiBuilder.layer(BrowsedApi).pipe(Layer.provide(doors)), { disableListenLog: true }).pipe(
    Layer.provide(HttpApiMiddleware.layerProblemDetails()),
    Layer.provideMerge(room),
    Layer.provideMerge(NodeHttpServer.layerTest)
  )

/** The same on a database of their own. */
export const serverOf = (settings: AuthSettings["Service"]) =>
  browsed(TestTenancy.layerOn(settings)).pipe(Layer.provideMerge(TestDatabase.layer))

/** Where a demonstration is like any other organization. */
export const strictSettings: AuthSettings["Service"] = { ...TestTenancy.testSettings, stage: "staging" }

/** Two firms, and an address from which nobody has failed yet: every test of a suite comes from the same one. */
export const freshTenants = Effect.gen(function* () {
  const admin = yield* TestDatabase.AdminSql
  yield* admin`delete from identity.attempt`
  return yield* twoTenants
})

export interface Answer {
  readonly status: number
  /** The last part of the problem's type; undefined for an answer that is none. */
  readonly problem: string | undefined
  readonly json: unknown
}

const decodeJson = Schema.decodeEffect(Schema.fromJsonString(Schema.Unknown))

/** A browser: keeps the cookie it is given and sends the page's origin. */
export const openBrowser = () => {
  let cookie: string | undefined
  const ask = (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) =>
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const request = HttpClientRequest.make(method)(path, {
        headers: {
          origin: TestTenancy.testOrigin,
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
          ...(cookie === undefined ? {} : { cookie })
        }
      })
      const response = yield* client.execute(body === undefined ? request : HttpClientRequest.bodyJsonUnsafe(request, body))
      const set = response.headers["set-cookie"]?.split(";")[0]
      if (set !== undefined) cookie = set.endsWith("=") ? undefined : set
      const text = yield* response.text
      const json: unknown = text === "" ? undefined : yield* decodeJson(text)
      const type = Predicate.hasProperty(json, "type") && Predicate.isString(json.type) ? json.type : undefined
      const answer: Answer = {
        status: response.status,
        json,
        problem: type?.startsWith("urn:beep:problem:") === true ? type.slice("urn:beep:problem:".length) : undefined
      }
      return answer
    })
  return {
    get: (path: string) => ask("GET", path),
    post: (path: string, body?: unknown) => ask("POST", path, body),
    patch: (path: string, body: unknown) => ask("PATCH", path, body),
    delete: (path: string) => ask("DELETE", path),
    login: (who: Pick<Person, "email">, password = Redacted.value(fixturePassword)) =>
      ask("POST", "/api/auth/login", { email: who.email, password }),
    /** What is in the jar: to be stolen, fixed or put back by a test. */
    cookie: () => cookie,
    setCookie: (value: string | undefined) => {
      cookie = value
    }
  }
}
export type Browser = ReturnType<typeof openBrowser>

export const sessionIn = (answer: Answer) =>
  Schema.decodeUnknownEffect(
    Schema.Struct({
      session: Schema.Struct({
        strength: Schema.String,
        lacks: Schema.NullOr(Schema.String),
        steppedUpUntil: Schema.NullOr(Schema.String)
      })
    })
  )(answer.json).pipe(Effect.map(({ session }) => session))
