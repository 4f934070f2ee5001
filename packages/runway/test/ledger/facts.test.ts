import { assert, it } from "@effect/vitest"
import { Schema } from "effect"
import { Facts, factsText } from "../../src/server/ledger/draft/DraftRecord.ts"

it.prop("stores the facts of a record as their schema reads them back", [Facts], ([facts]) => {
  const encoded: unknown = JSON.parse(factsText(facts))
  assert.deepStrictEqual(encoded, JSON.parse(JSON.stringify(Schema.encodeSync(Facts)(facts))))
  assert.deepStrictEqual(Schema.decodeUnknownSync(Facts)(encoded), facts)
})
