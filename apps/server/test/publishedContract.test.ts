import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { fiftyCompanies } from "@beep/sandbox/companies/fifty/fiftyCompanies"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { linkedClient, type Session } from "./books/connect.ts"
import { layerOf, MoreVariables } from "./books/IntuitStandIn.ts"
import { call, isProblem, signIn } from "./http.ts"
import { published } from "./publishedContract.ts"

/** One company with bills, and a server that does nothing by itself. */
const suite = layerOf((asOf) =>
  Effect.succeed(
    fiftyCompanies({ seed: 7, asOf })
      .filter(({ transactions }) => transactions.filter(({ type }) => type === "Bill").length > 20)
      .slice(0, 1)
      .map((books) => ledgerSource(books))
  )
).pipe(Layer.provide(Layer.succeed(MoreVariables, { APP_ROLE: "api" })))

const post = (session: Session, path: string, body: unknown) =>
  call(path, { method: "POST", headers: { ...session, "content-type": "application/json" }, body: JSON.stringify(body) })

const Tray = Schema.Struct({ items: Schema.Array(Schema.Struct({ issueId: Schema.String, version: Schema.Int })) })

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })("the published contract", (it) => {
  it.effect(
    "P1-1.2.2 P1-2.3 P1-3.3 P0-3 holds for what the list, the digest, its proofs and the tray answer, refusals included",
    () =>
      Effect.gen(function* () {
        const { clientId, firm, session } = yield* linkedClient(0)
        const contract = yield* published
        assert.match(contract.openapi, /^3\.1/)
        const list = "/api/advisor/{advisorId}/clients"
        const client = "/api/advisor/clients/{clientId}"
        const ask = Effect.fnUntraced(function* (path: string, template: string, status: number, who: Session = session) {
          const answer = yield* call(path, { headers: who })
          assert.strictEqual(answer.status, status, `${path}: ${answer.text.slice(0, 300)}`)
          yield* contract.holds("get", template, answer)
          if (status >= 400) assert.isTrue(isProblem(answer), answer.text)
          return answer
        })
        const own = `/api/advisor/clients/${clientId}`
        const clients = `/api/advisor/${firm.owner.member.id}/clients`
        yield* ask(clients, list, 200)
        yield* ask(`${clients}?sort=name&limit=1`, list, 200)
        yield* ask(`${clients}?limit=0`, list, 400)
        yield* ask(`/api/advisor/${firm.staff.member.id}/clients`, list, 404)
        yield* ask(clients, list, 401, { cookie: "", origin: session.origin })
        yield* ask(own, client, 200)
        const digest = yield* ask(`${own}/digest`, `${client}/digest`, 200)
        assert.include(digest.text, `"state":"covered"`)
        yield* ask(`/api/advisor/clients/${firm.clients.shared.id}/digest`, `${client}/digest`, 200)
        // The idle advisor has a token of his own firm, and no client.
        yield* ask(`${own}/digest`, `${client}/digest`, 404, yield* signIn(firm.idleAdvisor))
        for (const figure of ["runway", "cash", "near_payables", "other_outflow"])
          yield* ask(`${own}/derivation?figure=${figure}`, `${client}/derivation`, 200)
        yield* ask(`${own}/derivation?figure=profit`, `${client}/derivation`, 400)
        const tray = yield* ask(`${own}/tray?limit=5`, `${client}/tray`, 200)
        const { items } = yield* Schema.decodeUnknownEffect(Tray)(tray.json)
        const [issue] = items
        if (issue === undefined) return assert.fail("nothing is to fix")
        const acted = yield* post(session, `${own}/tray/actions`, {
          action: "review",
          reason: "as_intended",
          issues: [issue]
        })
        yield* contract.holds("post", `${client}/tray/actions`, acted)
        assert.strictEqual(acted.status, 200, acted.text)

        // Writing to QuickBooks switched off: the body says which feature, and every field of it is published.
        const switched = yield* call("/api/flags/qbo.write_back", {
          method: "PUT",
          headers: { ...session, "content-type": "application/json" },
          body: JSON.stringify({ enabled: false, reason: "not yet", expiresAt: null })
        })
        assert.strictEqual(switched.status, 204, switched.text)
        const refused = yield* post(session, `${own}/writes`, {
          fixes: [{ ...issue, fix: { kind: "set_due_date", dueDate: "2026-12-01" } }]
        })
        assert.strictEqual(refused.status, 403, refused.text)
        yield* contract.holds("post", `${client}/writes`, refused)
        assert.isTrue(isProblem(refused), refused.text)
        assert.deepInclude(refused.json, {
          type: "urn:beep:problem:feature-not-enabled",
          status: 403,
          feature: "qbo.write_back"
        })
        // The control: a digest with a field too many is not what is published.
        const spoiled = { ...digest, json: { ...Object(digest.json), profit: 1 } }
        assert.isTrue(yield* Effect.isFailure(contract.holds("get", `${client}/digest`, spoiled)))
      }),
    { timeout: 180_000 }
  )
})
