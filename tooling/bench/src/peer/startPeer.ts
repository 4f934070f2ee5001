import { Effect, Redacted } from "effect"
import { start } from "../stage/child.ts"
import { freePort } from "../stage/freePort.ts"
import type { Stage } from "../stage/Stage.ts"
import type { Replay } from "./settings.ts"

/** As in the environment of the server: the default of `DB_PG_POOL_MAX`. */
const poolMax = 10

/** The peer over the stage's database; it answers what our server answers, and these replays. */
export const startPeer = Effect.fn("bench.startPeer")(function* (stage: Stage, log: string, replays: ReadonlyArray<Replay>) {
  const port = yield* freePort
  const origin = `http://127.0.0.1:${port}`
  const { pid } = yield* start({
    name: "the peer",
    entry: new URL("main.ts", import.meta.url).pathname,
    env: { NODE_ENV: "production" },
    input: { port, appUrl: Redacted.value(stage.urls.app), authUrl: Redacted.value(stage.urls.auth), poolMax, replays },
    readyUrl: `${origin}/health/live`,
    logFile: `${stage.folder}/${log}.log`
  })
  return { origin, pid, port }
})
