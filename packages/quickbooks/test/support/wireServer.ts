import { Effect, Queue } from "effect"

export interface Asked {
  readonly url: URL
  readonly headers: Headers
  readonly body: string
}

/** A real HTTP server on this machine that answers as the test says and keeps what it was asked. */
export const wireServer = (answer: (url: URL) => Response) =>
  Effect.gen(function* () {
    const asked = yield* Queue.unbounded<Asked>()
    const server = yield* Effect.acquireRelease(
      Effect.sync(() =>
        Bun.serve({
          port: 0,
          hostname: "127.0.0.1",
          fetch: async (request) => {
            const url = new URL(request.url)
            Queue.offerUnsafe(asked, { url, headers: request.headers, body: await request.text() })
            return answer(url)
          }
        })
      ),
      (running) => Effect.promise(() => running.stop(true))
    )
    return { url: `http://127.0.0.1:${server.port}`, asked }
  })
