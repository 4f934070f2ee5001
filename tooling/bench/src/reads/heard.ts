import { Effect, Redacted } from "effect"
import type { LoadRequest } from "../load/LoadPlan.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { start } from "../stage/child.ts"
import { freePort } from "../stage/freePort.ts"
import type { Stage } from "../stage/Stage.ts"
import { type Recorder, recorder } from "./recorder.ts"

/** Who asks: a session, and the page it asks from. */
export interface Asker {
  readonly cookie: string
  readonly page: string
}

export const askerOf = (stage: Stage, cookies: ReadonlyArray<string>): Asker => ({
  cookie: cookies[0] ?? "",
  page: stage.env["APP_CLIENT_URL"] ?? ""
})

/** Asks once and answers the bytes of the body; anything but 200 ends the run. */
export const answered = Effect.fn("bench.answered")(function* (
  origin: string,
  { body, path }: LoadRequest,
  { cookie, page }: Asker
) {
  const answer = yield* Effect.tryPromise({
    try: async () => {
      const response = await fetch(`${origin}${path}`, {
        method: body === null ? "GET" : "POST",
        headers: { cookie, ...(body === null ? {} : { "content-type": "application/json", origin: page }) },
        ...(body === null ? {} : { body })
      })
      return { status: response.status, bytes: (await response.arrayBuffer()).byteLength }
    },
    catch: () => new BenchRefused({ reason: "a server did not answer" })
  })
  if (answer.status !== 200) return yield* new BenchRefused({ reason: `a read was answered ${answer.status}` })
  return answer.bytes
})

/** Asked three times: a job of the server may speak in between, so what was asked most briefly is the read alone. */
export const statementsOf = Effect.fn("bench.statementsOf")(function* (
  wire: Recorder,
  origin: string,
  request: LoadRequest,
  asker: Asker
) {
  const ask = answered(origin, request, asker)
  yield* ask
  yield* wire.take
  const heard = yield* Effect.forEach([1, 2, 3], () => Effect.andThen(ask, wire.take))
  const [shortest] = heard.toSorted((one, other) => one.length - other.length)
  return shortest === undefined || shortest.length === 0
    ? yield* new BenchRefused({ reason: "nothing was heard of what a read asks of the database" })
    : shortest
})

/** A server that talks to PostgreSQL through a listening proxy, for the lifetime of the scope. */
export const heardServer = Effect.fn("bench.heardServer")(function* (stage: Stage) {
  const wire = yield* recorder(Number(new URL(Redacted.value(stage.urls.app)).port))
  const port = yield* freePort
  const origin = `http://127.0.0.1:${port}`
  yield* start({
    name: "the server that is listened to",
    entry: new URL("../../../../apps/server/src/main.ts", import.meta.url).pathname,
    env: {
      ...stage.env,
      APP_ROLE: "api",
      APP_API_PORT: String(port),
      DB_PG_URL: wire.through(stage.urls.app)
    },
    readyUrl: `${origin}/health/ready`,
    logFile: `${stage.folder}/heard-server.log`
  })
  return { wire, origin }
})
