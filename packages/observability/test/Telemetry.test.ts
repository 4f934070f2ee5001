import { assert, describe, it } from "@effect/vitest"
import { Data, Effect, Layer, Metric, Schema } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpExporter, OtlpLogger, OtlpSerialization, OtlpTracer } from "effect/observability"
import { metricNames } from "../src/metricNames.ts"
import { accessDenied } from "../src/metrics.ts"
import * as Telemetry from "../src/Telemetry.ts"
import type { Collector } from "./collector.ts"
import { collector } from "./collector.ts"
import headers from "./fixtures/headers_remove.json" with { type: "json" }
import example from "./fixtures/otlp_trace.json" with { type: "json" }

const secret = "pLaNt9xQ2vT7pL4wR8nB3cZ6yD1fG5hJ"
const email = "jane.doe@household.test"

class Refused extends Data.TaggedError("Refused")<{ readonly message: string }> {}
const client = "0192f3a1-7b2c-7def-8a9b-0c1d2e3f4a5b"

const work = Effect.fail(new Refused({ message: `refused for ${email} with ${secret}` })).pipe(
  Effect.tapError((error) => Effect.logError(`gave up on ${email}`, error)),
  Effect.annotateLogs({ subject: email }),
  Effect.withSpan("Digest.view", {
    attributes: {
      clientId: client,
      subject: `Re: ${email}`,
      "http.request.header.authorization": `Bearer ${secret}`,
      ...Object.fromEntries(headers.headers.map((name) => [`http.response.header.${name.toLowerCase()}`, secret]))
    }
  }),
  Effect.ignore
)

const send = Effect.gen(function* () {
  yield* work
  yield* Metric.update(Metric.withAttributes(accessDenied, { scope: "clients.read", subject: email }), 1)
  yield* Effect.flatMap(OtlpExporter.Flusher, (flusher) => flusher.flush)
})

const options = { service: "beep-test", release: "r1", stage: "test", level: "Error", format: "json" } as const

const bodies = (from: Collector, path: string) =>
  from
    .received()
    .filter((request) => request.path === path)
    .map((request) => request.body)
    .join("\n")

const KeyValue = Schema.Struct({ key: Schema.String, value: Schema.Record(Schema.String, Schema.Unknown) })
const Hex = (length: number) => Schema.String.check(Schema.isPattern(new RegExp(`^[0-9A-Fa-f]{${length}}$`)))
const Span = Schema.Struct({
  traceId: Hex(32),
  spanId: Hex(16),
  name: Schema.String,
  kind: Schema.Int,
  startTimeUnixNano: Schema.String.check(Schema.isPattern(/^\d+$/)),
  endTimeUnixNano: Schema.String.check(Schema.isPattern(/^\d+$/)),
  attributes: Schema.Array(KeyValue)
})
const Traces = Schema.Struct({
  resourceSpans: Schema.Array(
    Schema.Struct({
      resource: Schema.Struct({ attributes: Schema.Array(KeyValue) }),
      scopeSpans: Schema.Array(Schema.Struct({ scope: Schema.Struct({ name: Schema.String }), spans: Schema.Array(Span) }))
    })
  )
})

describe("OTLP export", () => {
  it.live("posts traces of the protocol's shape without the planted secret", () =>
    Effect.gen(function* () {
      const target = yield* collector
      yield* send.pipe(Effect.provide(Telemetry.layer({ ...options, otlp: target.urls })))
      const body = bodies(target, "/v1/traces")
      assert.notInclude(body, secret)
      assert.notInclude(body, email)
      const traces = yield* Schema.decodeEffect(Schema.fromJsonString(Traces))(body)
      const span = traces.resourceSpans[0]?.scopeSpans[0]?.spans[0]
      assert.strictEqual(span?.name, "Digest.view")
      assert.deepStrictEqual(span?.attributes, [{ key: "clientId", value: { stringValue: client } }])
      assert.include(body, "refused for [email]")
      yield* Schema.decodeUnknownEffect(Traces)(example)
    })
  )

  it.live("posts logs and metrics without the planted secret", () =>
    Effect.gen(function* () {
      const target = yield* collector
      yield* send.pipe(Effect.provide(Telemetry.layer({ ...options, otlp: target.urls })))
      const logs = bodies(target, "/v1/logs")
      const metrics = bodies(target, "/v1/metrics")
      assert.include(logs, "gave up on [email]")
      assert.include(metrics, metricNames.accessDenied)
      assert.include(metrics, "clients.read")
      for (const body of [logs, metrics]) {
        assert.notInclude(body, secret)
        assert.notInclude(body, email)
      }
    })
  )

  it.live("would leak without redaction: the plant is real", () =>
    Effect.gen(function* () {
      const target = yield* collector
      const plain = Layer.mergeAll(
        OtlpTracer.layer({ url: target.urls.trace, resource: { serviceName: "plain" } }),
        OtlpLogger.layer({ url: target.urls.log, resource: { serviceName: "plain" } })
      ).pipe(Layer.provide([FetchHttpClient.layer, OtlpSerialization.layerJson]))
      yield* send.pipe(Effect.provide(plain))
      assert.include(bodies(target, "/v1/traces"), secret)
      assert.include(bodies(target, "/v1/logs"), email)
    })
  )

  it.live("makes no request when it is not configured", () =>
    Effect.gen(function* () {
      const target = yield* collector
      yield* send.pipe(Effect.provide(Telemetry.layer(options)))
      assert.deepStrictEqual(target.received(), [])
    })
  )
})
