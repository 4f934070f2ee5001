import { assert, it } from "@effect/vitest"
import { Schema } from "effect"
import { Facts, factsText } from "../../src/server/ledger/draft/DraftRecord.ts"

it.prop("stores the facts of a record as their schema reads them back", [Facts], ([facts]) => {
  const asTheSchema: unknown = JSON.parse(JSON.stringify(Schema.encodeSync(Facts)(facts)))
  assert.deepStrictEqual(JSON.parse(factsText(facts)), asTheSchema)
  assert.isTrue(Schema.is(Facts)(Schema.decodeUnknownSync(Facts)(asTheSchema)))
})
