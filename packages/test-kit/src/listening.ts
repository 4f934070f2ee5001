import { Cause, Effect, Exit, Layer, Logger, References, Tracer } from "effect"

const spelled = (_name: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value)

/** How a span ended, its errors in full: an exporter sends them along. */
const endOf = ({ status }: Tracer.NativeSpan): string =>
  status._tag === "Ended" && Exit.isFailure(status.exit) ? Cause.pretty(status.exit.cause) : status._tag

/**
 * Hears every log line and every span of what it is provided to, as they are before
 * anything is redacted: a secret that never enters them needs no redaction.
 */
export const listening = () => {
  const lines: Array<string> = []
  const spans: Array<Tracer.NativeSpan> = []
  const logger = Logger.make<unknown, void>((options) => {
    const annotations = Object.entries(options.fiber.getRef(References.CurrentLogAnnotations))
    lines.push(JSON.stringify([options.message, String(options.cause), annotations], spelled))
  })
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return {
    layer: Layer.mergeAll(
      Logger.layer([logger]),
      Layer.succeed(References.MinimumLogLevel, "Trace"),
      Layer.succeed(Tracer.Tracer, tracer)
    ),
    /** Proves that the logger is heard. */
    logged: Layer.effectDiscard(Effect.logTrace("the logger is heard")),
    /** Everything heard, as one text. */
    told: () =>
      [
        ...lines,
        ...spans.map((span) => JSON.stringify([span.name, [...span.attributes], span.events, endOf(span)], spelled))
      ].join("\n")
  }
}
