import { Effect, Redacted, type Scope } from "effect"
import { connect, createServer, type Socket } from "node:net"
import { type Executed, FrontendMessages } from "./frontendMessages.ts"

export interface Recorder {
  /** The given address, through the recorder. */
  readonly through: (url: Redacted.Redacted) => string
  /** What was asked since the last call. */
  readonly take: Effect.Effect<ReadonlyArray<Executed>>
}

/** Stands in front of PostgreSQL and writes down what is asked of it. */
export const recorder = (port: number): Effect.Effect<Recorder, never, Scope.Scope> =>
  Effect.gen(function* () {
    let asked: Array<Executed> = []
    const open = new Set<Socket>()
    const server = createServer((client) => {
      const messages = new FrontendMessages()
      const upstream = connect(port, "127.0.0.1")
      for (const socket of [client, upstream]) {
        open.add(socket)
        socket.on("error", () => socket.destroy())
        socket.on("close", () => open.delete(socket))
      }
      client.on("data", (chunk) => {
        asked.push(...messages.push(Buffer.from(chunk)))
        upstream.write(chunk)
      })
      upstream.on("data", (chunk) => client.write(chunk))
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
      through: (url: Redacted.Redacted) => Redacted.value(url).replace(`:${port}/`, `:${listening}/`),
      take: Effect.sync(() => {
        const taken = asked
        asked = []
        return taken
      })
    }
  })
