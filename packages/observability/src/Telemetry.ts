import type { LogLevel } from "effect"
import { Layer, Logger, References } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpExporter, OtlpLogger, OtlpMetrics, OtlpTracer } from "effect/observability"
import { jsonLogger, textLogger } from "./loggers.ts"
import * as RedactedSerialization from "./RedactedSerialization.ts"

/** Where each signal is posted, whole URLs (`…/v1/traces`). */
export interface OtlpUrls {
  readonly trace: string
  readonly log: string
  readonly metric: string
}

export interface TelemetryOptions {
  readonly service: string
  readonly release: string
  readonly stage: string
  readonly level: LogLevel.LogLevel
  readonly format: "json" | "pretty"
  /** Absent: nothing is exported and no request is made. */
  readonly otlp?: OtlpUrls | undefined
  /** Milliseconds between exports; the protocol's defaults when absent. */
  readonly exportEvery?: number | undefined
}

const exporters = (options: TelemetryOptions, urls: OtlpUrls) => {
  const resource = {
    serviceName: options.service,
    serviceVersion: options.release,
    attributes: { "deployment.environment.name": options.stage }
  }
  const exportInterval = options.exportEvery
  return Layer.mergeAll(
    OtlpTracer.layer({ url: urls.trace, resource, exportInterval }),
    OtlpLogger.layer({ url: urls.log, resource, exportInterval, mergeWithExisting: true }),
    OtlpMetrics.layer({ url: urls.metric, resource, exportInterval })
  ).pipe(Layer.provide([FetchHttpClient.layer, RedactedSerialization.layer]))
}

/** Redacted logs to the console, and to a collector with traces and metrics when one is configured. The flusher posts what is waiting; without a collector it does nothing, and no span is made that nobody would read. */
export const layer = (options: TelemetryOptions): Layer.Layer<OtlpExporter.Flusher> => {
  const console = Layer.mergeAll(
    Logger.layer([options.format === "json" ? jsonLogger : textLogger]),
    Layer.succeed(References.MinimumLogLevel, options.level)
  )
  return options.otlp === undefined
    ? Layer.mergeAll(console, OtlpExporter.layerFlusher, Layer.succeed(References.TracerEnabled, false))
    : exporters(options, options.otlp).pipe(Layer.provideMerge(console))
}
