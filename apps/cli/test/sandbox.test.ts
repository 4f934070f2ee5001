import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { createServer } from "node:net"
import { beep } from "./beep.ts"

const entry = new URL("../src/main.ts", import.meta.url).pathname

interface Told {
  readonly address: string
  readonly discoveryUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

/** `beep sandbox --json` on a free port, until the scope ends it as Ctrl-C does. */
const standing = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) =>
  Effect.gen(function* () {
    const child = yield* Effect.acquireRelease(
      Effect.sync(() =>
        Bun.spawn([process.execPath, entry, "sandbox", "--port", "0", "--json", ...args], {
          env: { ...env },
          stdin: "ignore",
          stdout: "pipe",
          stderr: "inherit"
        })
      ),
      (running) =>
        Effect.promise(() => {
          running.kill("SIGINT")
          return running.exited
        })
    )
    const told = yield* Effect.promise(async (): Promise<Told> => {
      let text = ""
      for await (const chunk of child.stdout) {
        text += new TextDecoder().decode(chunk)
        if (text.trimEnd().endsWith("}")) break
      }
      return JSON.parse(text)
    })
    const get = (path: string) => Effect.promise(async () => (await fetch(`${told.address}${path}`)).text())
    return { child, told, get }
  })

const taken = Effect.acquireRelease(
  Effect.callback<{ port: number; close: () => void }>((resume) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" && address !== null ? address.port : 0
      resume(Effect.succeed({ port, close: () => server.close() }))
    })
  }),
  ({ close }) => Effect.sync(close)
)

describe("beep sandbox", () => {
  it.live(
    "starts the stand-in alone, prints where it is, and ends with it",
    () =>
      Effect.gen(function* () {
        const { child, get, told } = yield* standing(["--as-of", "2026-03-17", "--seed", "7"], {
          SANDBOX_INTUIT_CLIENT_ID: "my-app"
        })
        assert.strictEqual(told.clientId, "my-app")
        assert.include(yield* get("/_sandbox"), "This is the sandbox, not Intuit.")
        assert.include(yield* get("/_sandbox/companies"), "Northlight Marketing")
        const consent = new URLSearchParams({
          client_id: "my-app",
          redirect_uri: "http://127.0.0.1:1/back",
          scope: "com.intuit.quickbooks.accounting",
          state: "s",
          auto: "1"
        })
        const answer = yield* Effect.promise(() => fetch(`${told.address}/connect/oauth2?${consent}`, { redirect: "manual" }))
        assert.strictEqual(answer.status, 302)
        child.kill("SIGINT")
        yield* Effect.promise(() => child.exited)
        const gone = yield* Effect.promise(() =>
          fetch(`${told.address}/_sandbox`).then(
            () => false,
            () => true
          )
        )
        assert.isTrue(gone)
      }),
    120_000
  )

  it.live(
    "ends with 2 for a date or a seed that is none, and with 1 and one line when the port is taken",
    () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* beep(["sandbox", "--as-of", "yesterday"])).code, 2)
        assert.strictEqual((yield* beep(["sandbox", "--seed", "many"])).code, 2)
        const { port } = yield* taken
        const refused = yield* beep(["sandbox", "--port", String(port)])
        assert.strictEqual(refused.code, 1)
        assert.lengthOf(refused.err.trim().split("\n"), 1)
        assert.include(refused.err, `port ${port} is taken`)
        const broken = yield* beep(["sandbox", "--port", "0"], { SANDBOX_WEBHOOK_URL: "http://127.0.0.1:1/hooks" })
        assert.strictEqual(broken.code, 1)
        assert.include(broken.err, "the Intuit stand-in ended")
      }),
    120_000
  )
})
