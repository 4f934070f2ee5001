import { Layer } from "effect"
import { HttpBody } from "effect/http"
import { OtlpSerialization } from "effect/observability"
import { redactWire } from "./redactWire.ts"

const body = (data: unknown): HttpBody.HttpBody => HttpBody.text(JSON.stringify(redactWire(data)), "application/json")

/** OTLP/JSON whose every body went through `redactWire`. */
export const layer: Layer.Layer<OtlpSerialization.OtlpSerialization> = Layer.succeed(OtlpSerialization.OtlpSerialization, {
  traces: body,
  metrics: body,
  logs: body
})
