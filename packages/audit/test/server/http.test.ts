import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { NotFound } from "@beep/kernel/errors"
import { ClientId, newId, UserId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Cursor } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Option, Ref } from "effect"
import { HttpServer } from "effect/http"
import { HttpApi, HttpApiBuilder, HttpApiMiddleware, HttpApiTest } from "effect/http-api"
import { TestClock } from "effect/testing"
import { AuditGroup } from "../../src/contract/AuditApi.ts"
import { parseNote } from "../../src/contract/checkpointNote.ts"
import { ClientAccess } from "../../src/contract/ClientAccess.ts"
import { Audit } from "../../src/server/Audit.ts"
import { AuditLog } from "../../src/server/AuditLog.ts"
import { AuditTrail } from "../../src/server/AuditTrail.ts"
import { auditHandlers } from "../../src/server/handlers.ts"
import { as, by, event, newTenant, suite } from "../support.ts"

/** In the place of tenancy's Authorization: the caller is whoever the test says. */
class Guard extends HttpApiMiddleware.Service<Guard, { provides: CurrentTenant | CurrentActor }>()("test/Guard") {}
class Caller extends Context.Service<Caller, Ref.Ref<Tenant | undefined>>()("test/Caller") {}
class Hidden extends Context.Service<Hidden, Set<ClientId>>()("test/Hidden") {}

const Api = HttpApi.make("beep").add(AuditGroup.middleware(Guard))

const guard = Layer.effect(
  Guard,
  Effect.gen(function* () {
    const caller = yield* Caller
    return Guard.of((handler) =>
      Effect.gen(function* () {
        const tenant = yield* Ref.get(caller)
        if (tenant === undefined) return yield* Effect.die(new Error("no caller"))
        return yield* handler.pipe(
          Effect.provideService(CurrentTenant, tenant),
          Effect.provideService(CurrentActor, { kind: "user", userId: UserId.make("01990000-0000-7000-8000-00000000abcd") })
        )
      })
    )
  })
)

/** In the place of tenancy's Clients: some clients are hidden. */
const access = Layer.effect(
  ClientAccess,
  Effect.map(Hidden, (hidden) =>
    ClientAccess.of({ require: (clientId) => (hidden.has(clientId) ? Effect.fail(new NotFound({})) : Effect.void) })
  )
)

const handlers = HttpApiBuilder.group(
  Api,
  "audit",
  Effect.fn(function* (group) {
    return group.handleAll(yield* auditHandlers)
  })
).pipe(
  Layer.provide(AuditTrail.layer.pipe(Layer.provide(access))),
  Layer.provideMerge(Layer.mergeAll(guard, HttpApiMiddleware.layerProblemDetails())),
  Layer.provideMerge(
    Layer.mergeAll(
      Layer.effect(Caller, Ref.make<Tenant | undefined>(undefined)),
      Layer.sync(Hidden, () => new Set<ClientId>())
    )
  )
)

const whole = handlers.pipe(Layer.provideMerge(suite), Layer.provideMerge(HttpServer.layerServices))
const connect = HttpApiTest.groups(Api, ["audit"])
const day = 86_400_000

layer(whole)("audit endpoints", (it) => {
  it.effect("declare the scope they need", () =>
    Effect.sync(() => {
      for (const endpoint of Object.values(AuditGroup.endpoints)) {
        assert.deepStrictEqual(Context.getOption(endpoint.annotations, RequiredScope), Option.some("audit.read"))
      }
    })
  )

  it.effect("page through a client's entries newest first, each once, and filter by action and day", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const client = yield* connect
      const tenant = yield* newTenant
      const clientId = yield* newId(ClientId)
      yield* Ref.set(yield* Caller, tenant)
      for (let n = 0; n < 7; n++) {
        yield* TestClock.setTime(n * day)
        yield* as(tenant)(
          audit.append(event(`n${n}`, { clientId, action: n % 2 === 0 ? "sync.completed" : "flag.changed", after: { n } }))
        )
      }
      yield* as(tenant)(audit.append(event("other", { clientId: yield* newId(ClientId) })))
      yield* by(tenant)((yield* AuditLog).advance)
      const seen: Array<string> = []
      let cursor: Cursor | undefined
      do {
        const page = yield* client.audit.clientAudit({
          params: { clientId },
          query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) }
        })
        seen.push(...page.items.map((item) => item.entityId))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined && seen.length < 20)
      assert.deepStrictEqual(seen, ["n6", "n5", "n4", "n3", "n2", "n1", "n0"])

      const filtered = yield* client.audit.clientAudit({
        params: { clientId },
        query: { action: "sync.completed", from: LocalDate.make("1970-01-03"), to: LocalDate.make("1970-01-05") }
      })
      assert.deepStrictEqual(
        filtered.items.map(({ after, at, entityId, leaf }) => ({ after, at, entityId, leaf })),
        [
          { after: { n: 4 }, at: "1970-01-05T00:00:00.000Z", entityId: "n4", leaf: 4 },
          { after: { n: 2 }, at: "1970-01-03T00:00:00.000Z", entityId: "n2", leaf: 2 }
        ]
      )
      assert.strictEqual(filtered.nextCursor, null)
      const strange = yield* Effect.flip(
        client.audit.clientAudit({ params: { clientId }, query: { cursor: Cursor.make("1; drop") } })
      )
      assert.strictEqual(strange._tag, "ValidationFailed")
    })
  )

  it.effect("answer 404 for a client that is hidden from the caller", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const client = yield* connect
      const tenant = yield* newTenant
      const clientId = yield* newId(ClientId)
      yield* Ref.set(yield* Caller, tenant)
      yield* as(tenant)(audit.append(event("a", { clientId })))
      assert.strictEqual((yield* client.audit.clientAudit({ params: { clientId }, query: {} })).items.length, 1)
      ;(yield* Hidden).add(clientId)
      assert.strictEqual((yield* Effect.flip(client.audit.clientAudit({ params: { clientId }, query: {} })))._tag, "NotFound")
    })
  )

  it.effect("hand out the newest tree head, its keys and what waits", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const log = yield* AuditLog
      const client = yield* connect
      const tenant = yield* newTenant
      yield* Ref.set(yield* Caller, tenant)
      const before = yield* client.audit.checkpoint()
      assert.deepStrictEqual([before.checkpoint, before.pending], [null, 0])
      yield* as(tenant)(audit.append(event("a")))
      yield* by(tenant)(log.advance)
      yield* as(tenant)(audit.append(event("b")))
      const after = yield* client.audit.checkpoint()
      const note = Option.getOrThrow(parseNote(after.checkpoint?.note ?? ""))
      assert.deepStrictEqual(
        [after.checkpoint?.size, after.pending, note.size, note.origin],
        [1, 1, 1, `audit.test/${tenant.organizationId}`]
      )
    })
  )
})
