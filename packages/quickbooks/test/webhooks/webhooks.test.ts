import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Layer, Redacted, Schema } from "effect"
import { Mac, SecureRandom } from "effect/crypto"
import { decodeWebhook } from "../../src/webhooks/decodeWebhook.ts"
import { instantOf } from "../../src/webhooks/instantOf.ts"
import { mirroredEntity } from "../../src/webhooks/mirroredEntity.ts"
import { verifyWebhook } from "../../src/webhooks/verifyWebhook.ts"
import { fixtureText } from "../support/fixture.ts"

const Vectors = Schema.Struct({
  cases: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      verifier_token: Schema.String,
      raw_body: Schema.String,
      "intuit-signature": Schema.String,
      valid: Schema.Boolean
    })
  )
})
const { cases } = Schema.decodeUnknownSync(Schema.fromJsonString(Vectors))(fixtureText("webhooks/vectors.json"))
const macLayer = Mac.layerWebCrypto.pipe(Layer.provide(SecureRandom.layerWebCrypto))

const verify = (one: (typeof cases)[number], rawBody: string, tokens: ReadonlyArray<string>) =>
  verifyWebhook({
    rawBody: new TextEncoder().encode(rawBody),
    signature: one["intuit-signature"],
    verifierTokens: tokens.map((token) => Redacted.make(token))
  }).pipe(Effect.provide(macLayer))

describe("webhooks", () => {
  for (const one of cases) {
    it.effect(`${one.valid ? "accepts" : "refuses"} ${one.name}`, () =>
      Effect.gen(function* () {
        assert.strictEqual(yield* verify(one, one.raw_body, [one.verifier_token]), one.valid)
        assert.strictEqual(yield* verify(one, `${one.raw_body} `, [one.verifier_token]), false)
        assert.strictEqual(yield* verify(one, one.raw_body, ["new-token", one.verifier_token]), one.valid)
        assert.isNotEmpty(yield* decodeWebhook(one.raw_body))
      })
    )
  }

  it.effect("reads both shapes into the same event", () =>
    Effect.gen(function* () {
      const legacy = yield* decodeWebhook(cases[0]?.raw_body ?? "")
      assert.deepInclude(legacy[0], {
        shape: "legacy",
        realmId: "1185883450",
        entity: "Customer",
        entityId: "1",
        operation: "create"
      })
      const events = yield* decodeWebhook(cases[2]?.raw_body ?? "")
      assert.deepInclude(events[0], {
        shape: "cloudevents",
        eventId: "88cd52aa-33b6-4351-9aa4-47572edbd068",
        realmId: "310687",
        entity: "customer",
        entityId: "1234",
        operation: "create"
      })
    })
  )

  it.effect("refuses a body of neither shape", () =>
    Effect.map(Effect.flip(decodeWebhook('{"hello":1}')), (error) => assert.strictEqual(error._tag, "UnreadableWebhook"))
  )

  it("names an entity type the same whichever shape spelled it, and none that is not mirrored", () => {
    assert.deepStrictEqual(["BillPayment", "billpayment", "bill_payment", "VENDORCREDIT"].map(mirroredEntity), [
      "BillPayment",
      "BillPayment",
      "BillPayment",
      "VendorCredit"
    ])
    assert.deepStrictEqual(["Estimate", "", "constructor", "bill payments"].map(mirroredEntity), [null, null, null, null])
  })

  it("reads the times of both shapes to the same instant, and nothing into what is no time", () => {
    const isos = ["2015-10-05T14:42:19-0700", "2015-10-05T14:42:19-07:00", "2015-10-05T21:42:19.000Z"].map((text) => {
      const instant = instantOf(text)
      return instant === null ? null : DateTime.formatIso(instant)
    })
    assert.deepStrictEqual(new Set(isos), new Set(["2015-10-05T21:42:19.000Z"]))
    assert.deepStrictEqual(["", "yesterday", "2015-13-45T99:00:00Z"].map(instantOf), [null, null, null])
  })
})
