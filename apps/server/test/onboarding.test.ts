import { ClientDetail } from "@beep/runway/contract/ClientsApi"
import { Digest } from "@beep/runway/contract/digest/Digest"
import { defaultClientSettings } from "@beep/runway/contract/onboarding/ClientSettings"
import { Onboarding } from "@beep/runway/contract/onboarding/Onboarding"
import { recordedRealmId } from "@beep/sandbox/companies/recorded"
import { twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { type Session, synced } from "./books/connect.ts"
import { IntuitStandIn, layer as bothServers, zone } from "./books/IntuitStandIn.ts"
import { call, isProblem, signIn } from "./http.ts"
import { origin } from "./TestServer.ts"

const makeDesk = Effect.gen(function* () {
  const { a, b } = yield* twoTenants
  return {
    a: yield* signIn(a.owner),
    staff: yield* signIn(a.staff),
    b: yield* signIn(b.owner)
  }
})

class Desk extends Context.Service<Desk, Effect.Success<typeof makeDesk>>()("onboarding/Desk") {
  static readonly layer = Layer.effect(Desk, makeDesk)
}

const Url = Schema.Struct({ url: Schema.String })

const send = (session: Session, path: string, body?: unknown) =>
  call(path, {
    method: "POST",
    headers: { ...session, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })

const begin = Effect.fnUntraced(function* (session: Session, name: string) {
  const random = yield* SecureRandom.SecureRandom
  const key = yield* random.uuidV4()
  const answer = yield* send(session, "/api/advisor/onboarding", { key, name, timezone: zone })
  assert.strictEqual(answer.status, 200, answer.text)
  const made = yield* Schema.decodeUnknownEffect(Onboarding)(answer.json)
  return { ...made, path: `/api/advisor/onboarding/${made.onboardingId}` }
}, Effect.provide(SecureRandom.layerWebCrypto))

/** Intuit's page of an onboarding, with what a person decides there. */
const atIntuit = Effect.fnUntraced(function* (session: Session, path: string, decision: Readonly<Record<string, string>>) {
  const asked = yield* send(session, `${path}/connect`)
  const page = new URL((yield* Schema.decodeUnknownEffect(Url)(asked.json)).url)
  for (const [name, value] of Object.entries(decision)) page.searchParams.set(name, value)
  const approved = yield* Effect.promise(() => fetch(page, { redirect: "manual" }))
  const back = new URL(approved.headers.get("location") ?? "none:")
  return `${back.pathname}${back.search}`
})

const land = (session: Session, back: string) =>
  Effect.map(call(back, { headers: session }), (answer) => {
    assert.strictEqual(answer.status, 303, answer.text)
    return (answer.headers.get("location") ?? "").replace(origin, "")
  })

const standing = (session: Session, path: string) =>
  Effect.flatMap(call(path, { headers: session }), ({ json }) => Schema.decodeUnknownEffect(Onboarding)(json))

const companyAt = (index: number) =>
  Effect.map(
    IntuitStandIn,
    ({ companies }) => companies.filter(({ realmId }) => realmId !== recordedRealmId)[index]?.realmId ?? ""
  )

const suite = Layer.orDie(Desk.layer).pipe(Layer.provideMerge(bothServers))

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })(
  "bringing a client in, over HTTP and Intuit's sandbox",
  (it) => {
    it.effect("goes from a name to a runway, with the trust account left out and said so", () =>
      Effect.gen(function* () {
        const { a } = yield* Desk
        const session = yield* begin(a, "Fairbanks Legal")
        const back = yield* atIntuit(a, session.path, { auto: "1", realmId: yield* companyAt(2) })
        assert.strictEqual(yield* land(a, back), `/onboarding/${session.onboardingId}?connected=1`)
        assert.strictEqual((yield* synced(a, session.clientId)).phase, "succeeded")
        const seen = yield* Effect.flatMap(send(a, `${session.path}/sync`), ({ json }) =>
          Schema.decodeUnknownEffect(Onboarding)(json)
        )
        assert.strictEqual(seen.step, "cash")
        const accounts = seen.cash?.accounts ?? []
        assert.deepStrictEqual(
          accounts.filter(({ role }) => role !== "included").map(({ name, role }) => [/IOLTA/.test(name), role]),
          [[true, "restricted"]]
        )
        const digestOf = Effect.flatMap(call(`/api/advisor/clients/${session.clientId}/digest`, { headers: a }), ({ json }) =>
          Schema.decodeUnknownEffect(Digest)(json)
        )
        const before = yield* digestOf
        const trust = accounts.find(({ role }) => role === "restricted")
        const confirmed = yield* send(a, `${session.path}/cash`, {
          accounts: accounts.map(({ accountId }) => ({ accountId, role: "included" })),
          payroll: null
        })
        assert.strictEqual(confirmed.status, 200, confirmed.text)
        const after = yield* digestOf
        assert.strictEqual((after.cash.total?.minor ?? 0n) - (before.cash.total?.minor ?? 0n), trust?.balance?.minor)
        const finished = yield* send(a, `${session.path}/digest`, { ...defaultClientSettings, redBelowDays: 40 })
        const done = yield* Schema.decodeUnknownEffect(Onboarding)(finished.json)
        assert.deepStrictEqual([done.step, done.settings.redBelowDays], ["done", 40])
        const detail = yield* Effect.flatMap(call(`/api/advisor/clients/${session.clientId}`, { headers: a }), ({ json }) =>
          Schema.decodeUnknownEffect(ClientDetail)(json)
        )
        assert.deepStrictEqual([detail.status, detail.item?.lastWorked?.by], ["active", "Olivia Owner"])
        const cold = yield* call(`/api/advisor/clients/${session.clientId}/onboarding`, { headers: a })
        assert.deepStrictEqual(cold.json, { onboardingId: session.onboardingId, finished: true })
      })
    )

    it.effect("a company that is there already is named to the own firm, refused to another, and neither is linked twice", () =>
      Effect.gen(function* () {
        const { a, b } = yield* Desk
        const realmId = yield* companyAt(4)
        const first = yield* begin(a, "First")
        yield* land(a, yield* atIntuit(a, first.path, { auto: "1", realmId }))
        const second = yield* begin(a, "Second")
        assert.strictEqual(
          yield* land(a, yield* atIntuit(a, second.path, { auto: "1", realmId })),
          `/onboarding/${second.onboardingId}?connect_error=already_connected&client=${first.clientId}`
        )
        const third = yield* begin(b, "Third")
        assert.strictEqual(
          yield* land(b, yield* atIntuit(b, third.path, { auto: "1", realmId })),
          `/onboarding/${third.onboardingId}?connect_error=refused`
        )
        assert.deepStrictEqual(
          [(yield* standing(a, second.path)).step, (yield* standing(b, third.path)).step],
          ["connect", "connect"]
        )
      })
    )

    it.effect("says why, keeps nothing and can be tried again: declined, used, invented, code used, not an administrator", () =>
      Effect.gen(function* () {
        const { a } = yield* Desk
        const { order } = yield* IntuitStandIn
        const realmId = yield* companyAt(7)
        const session = yield* begin(a, "Ridgeway Dental")
        const page = `/onboarding/${session.onboardingId}`
        assert.strictEqual(yield* land(a, yield* atIntuit(a, session.path, { decision: "deny" })), `${page}?connect_error=denied`)
        assert.strictEqual(
          yield* land(a, "/oauth/qbo/callback?state=invented&code=x&realmId=1"),
          "/clients?connect_error=not_recognized"
        )
        yield* order({ realmId, fault: "not_authorized", times: 1 })
        assert.strictEqual(
          yield* land(a, yield* atIntuit(a, session.path, { auto: "1", realmId })),
          `${page}?connect_error=not_admin`
        )
        const fresh = yield* atIntuit(a, session.path, { auto: "1", realmId })
        const stale = yield* atIntuit(a, session.path, { auto: "1", realmId })
        const codeOf = (back: string) => new URL(back, origin).searchParams.get("code") ?? ""
        assert.strictEqual((yield* standing(a, session.path)).connection, "never")
        assert.strictEqual(yield* land(a, fresh), `${page}?connected=1`)
        assert.strictEqual(yield* land(a, fresh), `${page}?connect_error=already_used`)
        assert.strictEqual(yield* land(a, stale.replace(codeOf(stale), codeOf(fresh))), `${page}?connect_error=code_used`)
        assert.strictEqual((yield* standing(a, session.path)).connection, "connected", "a bad way back does not end a good link")
      })
    )

    it.effect("a first sync that finds the link ended asks to connect again, and goes on with the same company", () =>
      Effect.gen(function* () {
        const { a } = yield* Desk
        const { order } = yield* IntuitStandIn
        const realmId = yield* companyAt(9)
        const session = yield* begin(a, "Osprey Analytics")
        // One call looks at the company; the sync after it meets a company that stopped answering it.
        yield* order({ realmId, fault: "not_authorized", after: 1, times: 1 })
        assert.include(yield* land(a, yield* atIntuit(a, session.path, { auto: "1", realmId })), "connected=1")
        yield* synced(a, session.clientId)
        const broken = yield* standing(a, session.path)
        assert.deepStrictEqual([broken.step, broken.connection], ["connect", "needs_reconnect"])
        assert.strictEqual((yield* send(a, `${session.path}/sync`)).status, 400)
        assert.include(yield* land(a, yield* atIntuit(a, session.path, { auto: "1", realmId })), "connected=1")
        assert.strictEqual((yield* synced(a, session.clientId)).phase, "succeeded")
        assert.strictEqual((yield* standing(a, session.path)).step, "sync")
      })
    )

    it.effect("refuses a role that may not, a name that is none and settings that contradict themselves, as problems", () =>
      Effect.gen(function* () {
        const { a, staff } = yield* Desk
        const key = "01890000-0000-4000-8000-000000000001"
        const forbidden = yield* send(staff, "/api/advisor/onboarding", { key, name: "No", timezone: zone })
        assert.deepStrictEqual([forbidden.status, isProblem(forbidden)], [403, true])
        for (const wrong of [{ name: "" }, { name: " padded " }, { timezone: "Mars/Olympus" }, { key: "1" }]) {
          const answer = yield* send(a, "/api/advisor/onboarding", { key, name: "Yes", timezone: zone, ...wrong })
          assert.deepStrictEqual([answer.status, isProblem(answer)], [400, true], answer.text)
        }
        const session = yield* begin(a, "Bands")
        const bands = yield* send(a, `${session.path}/digest`, { ...defaultClientSettings, yellowBelowDays: 10 })
        assert.deepStrictEqual([bands.status, isProblem(bands)], [400, true], bands.text)
      })
    )
  }
)
