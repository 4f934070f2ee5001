import { Effect } from "effect"

export interface Collector {
  readonly urls: { readonly trace: string; readonly log: string; readonly metric: string }
  readonly received: () => ReadonlyArray<{ readonly path: string; readonly body: string }>
}

/** A real HTTP collector on a free port that keeps the bodies it is sent. */
export const collector = Effect.acquireRelease(
  Effect.sync(() => {
    const received: Array<{ path: string; body: string }> = []
    const server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: async (request) => {
        received.push({ path: new URL(request.url).pathname, body: await request.text() })
        return Response.json({ partialSuccess: {} })
      }
    })
    const at = (signal: string) => `http://127.0.0.1:${server.port}/v1/${signal}`
    return { server, urls: { trace: at("traces"), log: at("logs"), metric: at("metrics") }, received: () => received }
  }),
  ({ server }) => Effect.promise(() => server.stop(true))
)
