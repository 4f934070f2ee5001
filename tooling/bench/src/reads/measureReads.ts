import { Clients } from "@beep/tenancy/server/Clients"
import { Effect, Option, Redacted } from "effect"
import { type Firm, listedRows } from "../clients/seed.ts"
import { signInTimes } from "../clients/sessions.ts"
import { load } from "../load/load.ts"
import type { Replay } from "../peer/settings.ts"
import type { Figure } from "../report/Figure.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { start } from "../stage/child.ts"
import { freePort } from "../stage/freePort.ts"
import type { Stage } from "../stage/Stage.ts"
import { asText } from "./asText.ts"
import { findPgbench, runPgbench } from "./pgbench.ts"
import { answered, askerOf, heardServer, statementsOf } from "./heard.ts"
import { latencies } from "./latencies.ts"
import { unitsOf } from "./Statement.ts"

const users = [1, 8, 32] as const
const warmUpSeconds = 2
const poolMax = 10

interface Read {
  readonly name: string
  readonly path: string
  readonly target?: { readonly users: number; readonly percentile: "p95" | "p99"; readonly atMost: number }
}

const readsOf = (firm: Firm, clientId: string): ReadonlyArray<Read> => [
  {
    name: "client list",
    path: `/api/advisor/${firm.memberId}/clients?limit=50`,
    target: { users: 32, percentile: "p99", atMost: 25 }
  },
  { name: "digest", path: `/api/advisor/clients/${clientId}/digest`, target: { users: 1, percentile: "p95", atMost: 50 } },
  { name: "hygiene", path: `/api/advisor/clients/${clientId}/tray`, target: { users: 1, percentile: "p95", atMost: 50 } }
]

/**
 * What people look at, by 1, 8 and 32 users without a pause: our server, the peer that asks the database the very same, and
 * `pgbench` with the same statements and nothing around them.
 */
export const measureReads = Effect.fn("bench.reads")(function* (stage: Stage, firm: Firm, seconds: number) {
  const clients = yield* Effect.flatMap(Clients, ({ list }) => list).pipe(Effect.provideContext(firm.asOwner))
  const middle = clients[Math.floor(listedRows.length / 2)]
  if (middle === undefined) return yield* new BenchRefused({ reason: "there is no client to look at" })
  const reads = readsOf(firm, middle.id)
  const cookies = yield* signInTimes(stage, 32)
  const asker = askerOf(stage, cookies)
  const ours = `http://127.0.0.1:${stage.serverPort}`

  const replays = yield* Effect.scoped(
    Effect.gen(function* () {
      const { origin, wire } = yield* heardServer(stage)
      return yield* Effect.forEach(
        reads,
        Effect.fnUntraced(function* ({ name, path }) {
          const heard = yield* statementsOf(wire, origin, { path, body: null }, asker)
          const replay: Replay = { path: path.replace(/\?.*$/, ""), units: unitsOf(yield* asText(stage.urls.app, heard)) }
          return { name, replay, statements: heard.length }
        })
      )
    })
  )

  const peerPort = yield* freePort
  yield* start({
    name: "the peer",
    entry: new URL("../peer/main.ts", import.meta.url).pathname,
    env: { NODE_ENV: "production" },
    input: {
      port: peerPort,
      appUrl: Redacted.value(stage.urls.app),
      authUrl: Redacted.value(stage.urls.auth),
      poolMax,
      replays: replays.filter(({ name }) => name !== "client list").map(({ replay }) => replay)
    },
    readyUrl: `http://127.0.0.1:${peerPort}/health/live`,
    logFile: `${stage.folder}/peer-of-reads.log`
  })
  const peer = `http://127.0.0.1:${peerPort}`
  const pgbench = yield* findPgbench

  const figures: Array<Figure> = []
  for (const read of reads) {
    const heard = replays.find(({ name }) => name === read.name)
    const part = read.name
    figures.push(
      {
        part,
        name: "answer",
        value: (yield* answered(ours, { path: read.path, body: null }, asker)) / 1024,
        unit: "kB"
      },
      { part, name: "statements", value: heard?.statements ?? 0, unit: "" }
    )
    yield* answered(peer, { path: read.path, body: null }, asker)
    for (const origin of [ours, peer])
      yield* load({ url: `${origin}${read.path}`, connections: 8, seconds: warmUpSeconds, cookies })
    let failed = 0
    for (const connections of users) {
      const wanted = read.target?.users === connections ? { [read.target.percentile]: read.target.atMost } : {}
      const at = `${connections} user${connections === 1 ? "" : "s"},`
      const mine = yield* load({ url: `${ours}${read.path}`, connections, seconds, cookies })
      figures.push(...latencies(part, `${at} ours`, mine, wanted))
      const theirs = yield* load({ url: `${peer}${read.path}`, connections, seconds, cookies })
      figures.push(...latencies(part, `${at} peer`, theirs, {}))
      failed += [mine, theirs].reduce((sum, one) => sum + one.errors + one.timeouts + one.non2xx, 0)
      if (Option.isSome(pgbench) && heard !== undefined) {
        const alone = yield* runPgbench({
          folder: stage.folder,
          url: stage.urls.app,
          units: heard.replay.units,
          connections,
          seconds
        })
        figures.push(...latencies(part, `${at} pgbench`, alone, {}))
      }
    }
    figures.push({ part, name: "failed", value: failed, unit: "", target: { atMost: 0 } })
  }
  if (Option.isNone(pgbench)) yield* Effect.logWarning("no pgbench here: the statements alone were not measured")
  return figures
})
