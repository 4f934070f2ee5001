import { Effect } from "effect"
import { createServer } from "node:net"
import { Refusal } from "../../output/Report.ts"

/** The port itself when it can be listened on, a free one for 0. */
export const listenable = (port: number): Effect.Effect<number, Refusal> =>
  Effect.callback((resume) => {
    const server = createServer()
    server.once("error", (error: NodeJS.ErrnoException) =>
      resume(
        Effect.fail(
          new Refusal({
            reason:
              error.code === "EACCES"
                ? `port ${port} needs permissions this user does not have: choose another with --port`
                : `port ${port} is taken: choose another with --port, or end what listens there`
          })
        )
      )
    )
    server.listen(port, "127.0.0.1", () => {
      const address = server.address()
      const found = typeof address === "object" && address !== null ? address.port : port
      server.close(() => resume(Effect.succeed(found)))
    })
  })
