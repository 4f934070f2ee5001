import { Effect, Redacted, type Scope } from "effect"
import { connect, createServer, type Socket } from "node:net"

export interface TripCounter {
  /** The given address through the counter. */
  readonly through: (url: Redacted.Redacted) => Redacted.Redacted
  /** Round trips since the last call: how often a client spoke after the server had. */
  readonly take: Effect.Effect<number>
}

/** A proxy in front of PostgreSQL that counts round trips, so that "one trip" is a test and not a belief. */
export const make = (port: number): Effect.Effect<TripCounter, never, Scope.Scope> =>
  Effect.gen(function* () {
    let trips = 0
    const open = new Set<Socket>()
    const server = createServer((client) => {
      const upstream = connect(port, "127.0.0.1")
      for (const socket of [client, upstream]) {
        open.add(socket)
        socket.on("error", () => socket.destroy())
        socket.on("close", () => open.delete(socket))
      }
      let serverSpokeLast = true
      client.on("data", (chunk) => {
        if (serverSpokeLast) trips++
        serverSpokeLast = false
        upstream.write(chunk)
      })
      upstream.on("data", (chunk) => {
        serverSpokeLast = true
        client.write(chunk)
      })
      client.on("end", () => upstream.end())
      upstream.on("end", () => client.end())
    })
    const listening = yield* Effect.acquireRelease(
      Effect.callback<number>((resume) => {
        server.listen(0, "127.0.0.1", () => {
          const address = server.address()
          resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : 0))
        })
      }),
      () =>
        Effect.callback<void>((resume) => {
          for (const socket of open) socket.destroy()
          server.close(() => resume(Effect.void))
        })
    )
    return {
      through: (url) => Redacted.make(Redacted.value(url).replace(`:${port}/`, `:${listening}/`)),
      take: Effect.sync(() => {
        const taken = trips
        trips = 0
        return taken
      })
    }
  })
