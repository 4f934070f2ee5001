import type { ClientId } from "@beep/kernel/ids"
import type { ChatFault } from "@beep/sandbox/chat/ChatFault"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import { as, type Person } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Effect, Layer, Schema } from "effect"
import { Documents } from "../../src/server/Documents.ts"
import { ModelReadings } from "../../src/server/model/ModelReadings.ts"
import * as ModelReader from "../../src/server/model/ModelReader.ts"
import * as OpenAiChat from "../../src/server/model/openAiChat.ts"
import { apiKey, control, Meanwhile, ordered, ProviderUrl, wire } from "../provider.ts"
import { suiteWith, upload } from "../support.ts"

export const modelName = "sandbox-chat-1"

/** As the server composes it, over real HTTP to the stand-in. */
export const provider = (model = modelName) =>
  ModelReader.layer(model).pipe(
    Layer.provide(
      Layer.unwrap(Effect.map(ProviderUrl, (url) => OpenAiChat.layer({ baseUrl: `${url}/openai/v1`, apiKey, model })))
    ),
    Layer.provide(wire)
  )

export const suite = suiteWith(provider()).pipe(Layer.provideMerge(Layer.merge(ProviderUrl.layer, Meanwhile.layer)))

const Calls = Schema.fromJsonString(
  Schema.Array(
    Schema.Struct({
      model: Schema.String,
      messages: Schema.Array(Schema.Struct({ role: Schema.String, content: Schema.String })),
      tools: Schema.Array(Schema.String)
    })
  )
)

/** Every call the model was sent since the last time. */
export const sent = Effect.gen(function* () {
  const calls = yield* Effect.flatMap(control("GET", "chat/calls"), Schema.decodeUnknownEffect(Calls))
  yield* control("DELETE", "chat/calls")
  return calls
})

export const order = (...faults: ReadonlyArray<ChatFault>) => ordered("chat/faults", faults)

/** The owner lets the model read, or no more. */
export const allow = Effect.fnUntraced(function* (owner: Person, enabled = true) {
  const flags = yield* FeatureFlags
  yield* as(owner)(
    flags.override({ memberId: null, feature: "evidence.language_model", enabled, reason: "a try", expiresAt: null })
  )
})

export const ingest = Effect.fnUntraced(function* (who: Person, clientId: ClientId, bytes: Uint8Array) {
  return yield* as(who)((yield* Documents).ingest(clientId, bytes, upload))
})

export const read = Effect.fnUntraced(function* (who: Person, clientId: ClientId) {
  return yield* as(who)((yield* ModelReadings).run(clientId))
})

export const waiting = Effect.fnUntraced(function* (who: Person) {
  return yield* as(who)((yield* ModelReadings).waiting)
})

const Runs = Schema.Array(Schema.Struct({ extractor: Schema.String, state: Schema.String, error: Schema.NullOr(Schema.String) }))

/** Every run over the client's documents, oldest first, seen from outside of every policy. */
export const runsOf = Effect.fnUntraced(function* (clientId: string) {
  const admin = yield* AdminSql
  const rows = yield* admin`select extractor, state, error_code as error from knowledge.extraction
    where client_id = ${clientId} order by requested_at, extractor`
  return yield* Schema.decodeUnknownEffect(Runs)(rows)
})

/** What rests on the model's finger alone, and stands: by its rule. */
export const pointedAt = Effect.fnUntraced(function* (clientId: string) {
  const admin = yield* AdminSql
  const rows = yield* admin`select m.rule_id as rule, e.type from knowledge.mention m
    join knowledge.extraction x on x.id = m.extraction_id and x.state = 'completed'
    join knowledge.entity e on e.id = m.entity_id
    where m.client_id = ${clientId} and m.rule_id like 'model.%' order by 1, 2`
  return yield* Schema.decodeUnknownEffect(Schema.Array(Schema.Struct({ rule: Schema.String, type: Schema.String })))(rows)
})
