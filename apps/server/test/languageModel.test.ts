import { Documents } from "@beep/evidence/server/Documents"
import { Extraction } from "@beep/evidence/server/extraction/Extraction"
import { orderFaults } from "@beep/sandbox/script/orderFaults"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { FetchHttpClient } from "effect/http"
import * as LanguageModel from "../src/composition/languageModel.ts"
import { apiKey, Provider, withProvider } from "./modelProvider.ts"

const servers = withProvider((url) => ({
  AI_LANGUAGE_URL: url,
  AI_LANGUAGE_API_KEY: apiKey,
  AI_LANGUAGE_MODEL: "sandbox-chat-1"
}))

const bytes = new TextEncoder().encode(
  "From: Ann Alvarez <ann@alvarez.example>\r\nTo: Dana Kim <dana@firm.example>\r\nDate: Wed, 14 Jan 2026 10:00:00 -0500\r\nSubject: News\r\n\r\nAnn Alvarez is turning in her badge for good.\r\n"
)

layer(servers, { excludeTestServices: true, timeout: "2 minutes" })("messages for the language model", (it) => {
  it.effect("are read by it in the organizations that let it, once; while its provider is down, rules' finds stand", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      const extraction = yield* Extraction
      const flags = yield* FeatureFlags
      const admin = yield* AdminSql
      const provider = yield* Provider
      for (const { clients, owner } of [a, b])
        yield* as(owner)(documents.ingest(clients.advised.id, bytes, { sourceType: "upload" }))
      yield* as(a.owner)(
        flags.override({ memberId: null, feature: "evidence.language_model", enabled: true, reason: "a try", expiresAt: null })
      )
      const counts = ({ clients, owner }: typeof a) =>
        Effect.map(as(owner)(extraction.list(clients.advised.id)), ({ counts: { completed, superseded } }) => ({
          completed,
          superseded
        }))
      const looks = Effect.map(
        admin`select count(*)::int as n from audit.entry where action = 'scope.used' and organization_id = ${a.organization.id}`,
        ([row]) => row?.["n"]
      )
      const before = yield* looks
      yield* orderFaults(provider, "chat/faults", [{ fault: "unauthorized", times: 1 }]).pipe(
        Effect.provide(FetchHttpClient.layer)
      )
      yield* LanguageModel.sweep
      assert.deepStrictEqual(yield* counts(a), { completed: 1, superseded: 0 })
      yield* LanguageModel.sweep
      assert.deepStrictEqual(
        [yield* counts(a), yield* counts(b)],
        [
          { completed: 1, superseded: 1 },
          { completed: 1, superseded: 0 }
        ]
      )
      const [found] =
        yield* admin`select count(*)::int as n from knowledge.mention where organization_id = ${a.organization.id} and rule_id = 'model.life_event'`
      assert.deepStrictEqual(found, { n: 1 })
      assert.strictEqual(yield* looks, Number(before) + 2)
      yield* LanguageModel.sweep
      assert.strictEqual(yield* looks, Number(before) + 2, "a look that finds nothing leaves nothing")
    })
  )
})
