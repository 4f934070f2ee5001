import { Clients } from "@beep/tenancy/server/Clients"
import { DateTime, Effect, Option } from "effect"
import { type Firm, listedRows } from "../clients/seed.ts"
import { signInTimes } from "../clients/sessions.ts"
import { load } from "../load/load.ts"
import { askAsPeople } from "../load/measureLoad.ts"
import type { Replay } from "../peer/settings.ts"
import { startPeer } from "../peer/startPeer.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { cpuTime } from "../stage/cpuTime.ts"
import { whileCounting } from "../stage/machineBusy.ts"
import type { Stage } from "../stage/Stage.ts"
import { asText } from "./asText.ts"
import { findPgbench, runPgbench } from "./pgbench.ts"
import { answered, askerOf, heardServer, statementsOf } from "./heard.ts"
import { latencies } from "./latencies.ts"
import { unitsOf } from "./Statement.ts"

const users = [1, 8, 32] as const
const warmUpSeconds = 2

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
  const asker = askerOf(stage, cookies)
  const ours = `http://127.0.0.1:${stage.serverPort}`

  const replays = yield* Effect.scoped(
    Effect.gen(function* () {
      const { origin, wire } = yield* heardServer(stage)
      return yield* Effect.forEach(
        reads,
        Effect.fnUntraced(function* ({ name, path, peerPath }) {
          const heard = yield* statementsOf(wire, origin, { path, body: null }, asker)
          const replay: Replay = { path: peerPath, units: unitsOf(yield* asText(stage.urls.app, heard)) }
          return { name, replay, statements: heard.length }
        })
      )
    })
  )

  const { origin: peer } = yield* startPeer(
    stage,
    "peer-of-reads",
    replays.filter(({ name }) => name !== "client list").map(({ replay }) => replay)
  )
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
    yield* answered(peer, { path: read.peerPath, body: null }, asker)
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
