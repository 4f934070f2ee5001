import { CurrentActor } from "@beep/kernel/CurrentActor"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { ClientList } from "@beep/runway/contract/ClientsApi"
import { Me } from "@beep/tenancy/contract/AuthApi"
import { Email } from "@beep/tenancy/contract/Email"
import { Organizations } from "@beep/tenancy/server/Organizations"
import { fixturePassword } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect, Redacted, Schema } from "effect"
import { call } from "./http.ts"
import { origin, layer as testServer } from "./TestServer.ts"

const from = <S extends Schema.Codec<unknown, unknown>>(schema: S) =>
  Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.toCodecJson(schema)))

layer(testServer)("P1-1.1 a firm that was just made", (it) => {
  it.effect("lets its owner in, knows his settings, keeps what he changes of them, and shows an empty list", () =>
    Effect.gen(function* () {
      // As `beep org create` does it.
      const { owner } = yield* Effect.flatMap(Organizations, (organizations) =>
        organizations.create({
          name: "Quarry Advisory",
          demo: true,
          timezone: TimeZoneName.make("Europe/Berlin"),
          tier: "basic",
          owner: { email: Email.make("first@quarry.example"), displayName: "Finn First", password: fixturePassword }
        })
      ).pipe(Effect.provideService(CurrentActor, { kind: "system", job: "test" }))
      const json = { origin, "content-type": "application/json" }
      const entered = yield* call("/api/auth/login", {
        method: "POST",
        headers: json,
        body: JSON.stringify({ email: "first@quarry.example", password: Redacted.value(fixturePassword) })
      })
      assert.strictEqual(entered.status, 200, entered.text)
      const session = { ...json, cookie: entered.headers.getSetCookie()[0]?.split(";")[0] ?? "" }
      const me = yield* from(Me)(entered.text)
      assert.deepStrictEqual(
        [me.memberId, me.organization.timezone, me.preferences],
        [owner.id, "Europe/Berlin", { listMode: "auto", rows: "compact" }]
      )
      const wanted = JSON.stringify({ listMode: "on", rows: "comfortable" })
      const kept = yield* call("/api/account/preferences", { method: "PUT", headers: session, body: wanted })
      assert.strictEqual(kept.text, wanted)
      assert.strictEqual(
        (yield* call("/api/account/preferences", { method: "PUT", headers: session, body: `{"listMode":"maybe"}` })).status,
        400
      )
      const again = yield* Effect.flatMap(call("/api/me", { headers: session }), ({ text }) => from(Me)(text))
      assert.deepStrictEqual(again.preferences, { listMode: "on", rows: "comfortable" })
      const digest = yield* call("/api/account/notifications", { headers: session })
      assert.strictEqual(digest.text, `{"weeklyDigest":true}`)
      const list = yield* Effect.flatMap(call(`/api/advisor/${owner.id}/clients`, { headers: session }), ({ text }) =>
        from(ClientList)(text)
      )
      assert.deepStrictEqual([list.items, list.counts.total, list.counts.needsAttention, list.nextCursor], [[], 0, 0, null])
    })
  )
})
