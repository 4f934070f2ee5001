import { Clients } from "@beep/tenancy/server/Clients"
import { DateTime, Effect, Option, Redacted } from "effect"
import { type Firm, listedRows } from "../clients/seed.ts"
import { signInTimes } from "../clients/sessions.ts"
import { load } from "../load/load.ts"
import { askAsPeople } from "../load/measureLoad.ts"
import type { LoadResult } from "../load/LoadPlan.ts"
import type { Replay } from "../peer/settings.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { start } from "../stage/child.ts"
import { cpuTime } from "../stage/cpuTime.ts"
import { freePort } from "../stage/freePort.ts"
import { whileCounting } from "../stage/machineBusy.ts"
import type { Stage } from "../stage/Stage.ts"
import { asText } from "./asText.ts"
import { findPgbench, runPgbench } from "./pgbench.ts"
import { type Recorder, recorder } from "./recorder.ts"
import { unitsOf } from "./Statement.ts"

const users = [1, 8, 32] as const
const warmUpSeconds = 2
const poolMax = 10

/** Asking once a second, at fixed moments. */
const people = 32

interface Read {
  readonly name: string
  readonly path: string
  /** Where the peer answers the same. */
  readonly peerPath: string
  readonly target?: { readonly users: number; readonly percentile: "p95" | "p99"; readonly atMost: number }
}

/** `before` is over: a digest of that instant is computed for every request, as that of the present is after a change. */
const readsOf = (firm: Firm, clientId: string, before: DateTime.Utc): ReadonlyArray<Read> => {
  const list = `/api/advisor/${firm.memberId}/clients?limit=50`
  const client = `/api/advisor/clients/${clientId}`
  const target = { users: 1, percentile: "p95", atMost: 50 } as const
  return [
    { name: "client list", path: list, peerPath: list, target: { users: 32, percentile: "p99", atMost: 25 } },
    { name: "digest", path: `${client}/digest`, peerPath: "/replay/digest", target },
    {
      name: "past digest",
      path: `${client}/digest?at=${encodeURIComponent(DateTime.formatIso(before))}`,
      peerPath: "/replay/past-digest",
      target
    },
    { name: "hygiene", path: `${client}/tray`, peerPath: "/replay/hygiene", target }
  ]
}

const get = Effect.fn("bench.get")(function* (url: string, cookie: string) {
  const answer = yield* Effect.tryPromise({
    try: async () => {
      const response = await fetch(url, { headers: { cookie } })
      return { status: response.status, bytes: (await response.arrayBuffer()).byteLength }
    },
    catch: () => new BenchRefused({ reason: "a server did not answer" })
  })
  if (answer.status !== 200) return yield* new BenchRefused({ reason: `a read was answered ${answer.status}` })
  return answer.bytes
})

/** Asked three times: a job of the server may speak in between, so what was asked most briefly is the read alone. */
const statementsOf = Effect.fn("bench.statementsOf")(function* (wire: Recorder, url: string, cookie: string) {
  yield* get(url, cookie)
  yield* wire.take
  const heard = yield* Effect.forEach([1, 2, 3], () => Effect.andThen(get(url, cookie), wire.take))
  const [shortest] = heard.toSorted((one, other) => one.length - other.length)
  return shortest === undefined || shortest.length === 0
    ? yield* new BenchRefused({ reason: "nothing was heard of what a read asks of the database" })
    : shortest
})

const latencies = (
  part: string,
  who: string,
  result: LoadResult,
  target: Partial<Record<"p95" | "p99", number>>
): ReadonlyArray<Figure> => {
  const { p50, p95, p99 } = latencyOf(result.millis)
  const one = (name: "p50" | "p95" | "p99", value: number): Figure => {
    const atMost = name === "p50" ? undefined : target[name]
    return { part, name: `${who} ${name}`, value, unit: "ms", ...(atMost === undefined ? {} : { target: { atMost } }) }
  }
  return [
    { part, name: `${who} requests`, value: result.millis.length / result.seconds, unit: "/s" },
    one("p50", p50),
    one("p95", p95),
    one("p99", p99)
  ]
}

/**
 * What people look at, by 1, 8 and 32 users without a pause: our server, the peer that asks the database the very same, and
 * `pgbench` with the same statements and nothing around them.
 */
export const measureReads = Effect.fn("bench.reads")(function* (stage: Stage, firm: Firm, serverPid: number, seconds: number) {
  const clients = yield* Effect.flatMap(Clients, ({ list }) => list).pipe(Effect.provideContext(firm.asOwner))
  const middle = clients[Math.floor(listedRows.length / 2)]
  if (middle === undefined) return yield* new BenchRefused({ reason: "there is no client to look at" })
  const reads = readsOf(firm, middle.id, yield* DateTime.now)
  const cookies = yield* signInTimes(stage, 32)
  const ours = `http://127.0.0.1:${stage.serverPort}`

  const replays = yield* Effect.scoped(
    Effect.gen(function* () {
      const wire = yield* recorder(Number(new URL(Redacted.value(stage.urls.app)).port))
      const port = yield* freePort
      const url = `http://127.0.0.1:${port}`
      yield* start({
        name: "the server that is listened to",
        entry: new URL("../../../../apps/server/src/main.ts", import.meta.url).pathname,
        env: { ...stage.env, APP_ROLE: "api", APP_API_PORT: String(port), DB_PG_URL: wire.through(stage.urls.app) },
        readyUrl: `${url}/health/ready`,
        logFile: `${stage.folder}/heard-server.log`
      })
      return yield* Effect.forEach(
        reads,
        Effect.fnUntraced(function* ({ name, path, peerPath }) {
          const heard = yield* statementsOf(wire, `${url}${path}`, cookies[0] ?? "")
          const replay: Replay = { path: peerPath, units: unitsOf(yield* asText(stage.urls.app, heard)) }
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
      { part, name: "answer", value: (yield* get(`${ours}${read.path}`, cookies[0] ?? "")) / 1024, unit: "kB" },
      { part, name: "statements", value: heard?.statements ?? 0, unit: "" }
    )
    yield* get(`${peer}${read.peerPath}`, cookies[0] ?? "")
    for (const url of [`${ours}${read.path}`, `${peer}${read.peerPath}`])
      yield* load({ url, connections: 8, seconds: warmUpSeconds, cookies })
    let failed = 0
    for (const connections of users) {
      const wanted = read.target?.users === connections ? { [read.target.percentile]: read.target.atMost } : {}
      const at = `${connections} user${connections === 1 ? "" : "s"},`
      const used = yield* cpuTime(serverPid)
      const { result: mine, share } = yield* whileCounting(load({ url: `${ours}${read.path}`, connections, seconds, cookies }))
      const spent = Option.zipWith(yield* cpuTime(serverPid), used, (now, then) => ((now - then) * 1000) / mine.millis.length)
      figures.push(
        ...latencies(part, `${at} ours`, mine, wanted),
        ...Option.match(spent, {
          onNone: () => [],
          onSome: (value) => [{ part, name: `${at} ours processor of the server`, value, unit: "ms each" }]
        }),
        ...Option.match(share, {
          onNone: () => [],
          onSome: (value) => [{ part, name: `${at} ours all processors busy`, value, unit: "%" }]
        })
      )
      const theirs = yield* load({ url: `${peer}${read.peerPath}`, connections, seconds, cookies })
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
    const paced = yield* askAsPeople({
      everyMillis: 1000,
      timeoutMillis: 10_000,
      seconds,
      people: cookies.slice(0, people).map((cookie) => ({ cookie, reads: [{ kind: part, url: `${ours}${read.path}` }] }))
    })
    const asked = latencyOf(paced.answers.map(({ millis }) => millis))
    const who = `${people} people asking once a second,`
    failed += paced.errors + paced.non2xx
    figures.push(
      { part, name: `${who} p50`, value: asked.p50, unit: "ms" },
      { part, name: `${who} p95`, value: asked.p95, unit: "ms", target: { atMost: 50 } },
      { part, name: `${who} p99`, value: asked.p99, unit: "ms" },
      { part, name: "failed", value: failed, unit: "", target: { atMost: 0 } }
    )
  }
  if (Option.isNone(pgbench)) yield* Effect.logWarning("no pgbench here: the statements alone were not measured")
  return figures
})
