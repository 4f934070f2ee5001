import { Cause, Logger, References } from "effect"
import { redactText } from "./redactText.ts"
import { redactAttributes, redactValue } from "./redactValue.ts"

export interface LogRecord {
  readonly time: string
  readonly level: string
  readonly message: unknown
  readonly fields: Readonly<Record<string, unknown>>
  readonly traceId?: string
  readonly spanId?: string
  readonly error?: string
}

const single = (message: unknown): unknown => (Array.isArray(message) && message.length === 1 ? message[0] : message)

/** One log call as it may be shown; the only way from a log call to a line. */
export const toRecord = (options: Logger.Options<unknown>): LogRecord => {
  const span = options.fiber.cache.span
  return {
    time: options.date.toISOString(),
    level: options.logLevel.toUpperCase(),
    message: redactValue(single(options.message)),
    fields: redactAttributes(options.fiber.getRef(References.CurrentLogAnnotations)),
    ...(span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId }),
    ...(options.cause.reasons.length === 0 ? {} : { error: redactText(Cause.pretty(options.cause)) })
  }
}
