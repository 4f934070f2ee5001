import { NodeServices } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { blueprints } from "../../src/companies/fifty/blueprints.ts"
import { demoCompanies } from "../../src/companies/generate.ts"
import { recordedRealmId } from "../../src/companies/recorded.ts"
import { standardCompanies } from "../../src/companies/standard.ts"
import { asOf } from "../support.ts"

layer(NodeServices.layer)("what the sandbox serves", (it) => {
  it.effect(
    "is the demo companies and the recorded one, or the fifty alone where they are asked for",
    () =>
      Effect.gen(function* () {
        const realms = Effect.fnUntraced(function* (companies?: "demo" | "fifty") {
          const options = companies === undefined ? { seed: 1, asOf } : { seed: 1, asOf, companies }
          return (yield* standardCompanies(options)).map(({ realmId }) => realmId)
        })
        const demo = [...demoCompanies({ seed: 1, asOf }).map(({ realmId }) => realmId), recordedRealmId]
        assert.deepStrictEqual(yield* realms(), demo)
        assert.deepStrictEqual(yield* realms("demo"), demo)
        assert.deepStrictEqual(
          yield* realms("fifty"),
          blueprints.map(({ realmId }) => realmId)
        )
      }),
    120_000
  )
})
