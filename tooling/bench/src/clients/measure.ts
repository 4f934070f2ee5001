import { Effect, Option } from "effect"
import { load, together } from "../load/load.ts"
import { askAsPeople } from "../load/measureLoad.ts"
import type { LoadResult } from "../load/LoadPlan.ts"
import { startPeer } from "../peer/startPeer.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import { cpuTime } from "../stage/cpuTime.ts"
import { databaseTime } from "../stage/databaseTime.ts"
import type { Stage } from "../stage/Stage.ts"
import { listedRows, type Firm } from "./seed.ts"
import { sameAnswer } from "./sameAnswer.ts"
import { signInTimes } from "./sessions.ts"

const users = 32
const warmUpSeconds = 3

const part = "client list"
const plain = (name: string, value: number, unit: string): Figure => ({ part, name, value, unit })

interface Run {
  readonly result: LoadResult
  readonly server: Option.Option<number>
  readonly database: Option.Option<number>
}

/** The steadiest figure on a machine that others use too: it counts work, not waiting. */
const cpuFigure = (name: string, runs: ReadonlyArray<Run>, of: (run: Run) => Option.Option<number>): ReadonlyArray<Figure> =>
  Option.match(Option.all(runs.map(of)), {
    onNone: () => [],
    onSome: (seconds) => {
      const responses = runs.reduce((total, run) => total + run.result.millis.length, 0)
      return [plain(name, (seconds.reduce((total, one) => total + one, 0) * 1000) / responses, "ms")]
    }
  })

const used = (now: Option.Option<number>, before: Option.Option<number>) =>
  Option.zipWith(now, before, (later, earlier) => later - earlier)

const figuresOf = (who: string, runs: ReadonlyArray<Run>): ReadonlyArray<Figure> => {
  const all = together(runs.map((run) => run.result))
  const latency = latencyOf(all.millis)
  return [
    plain(`${who} requests`, all.perSecond, "/s"),
    plain(`${who} p50`, latency.p50, "ms"),
    plain(`${who} p95`, latency.p95, "ms"),
    { ...plain(`${who} p99`, latency.p99, "ms"), ...(who === "ours" ? { target: { atMost: 25 } } : {}) },
    ...cpuFigure(`${who} processor time per request`, runs, ({ server }) => server),
    ...cpuFigure(`${who} processor time of PostgreSQL per request`, runs, ({ database }) => database),
    { ...plain(`${who} errors`, all.errors + all.timeouts, ""), target: { atMost: 0 } },
    { ...plain(`${who} not 2xx`, all.non2xx, ""), target: { atMost: 0 } }
  ]
}

/** Our server beside the peer: same rows, same sessions, same PostgreSQL, in the order A B B A. */
export const measureClients = Effect.fn("bench.clients")(function* (
  stage: Stage,
  firm: Firm,
  serverPid: number,
  seconds: number
) {
  const { pid: peerPid, port: peerPort } = yield* startPeer(stage, "peer", [])
  const cookies = yield* signInTimes(stage, users)
  const address = (port: number) => `http://127.0.0.1:${port}/api/advisor/${firm.memberId}/clients?limit=50`
  const [ours, peers] = [address(stage.serverPort), address(peerPort)]
  const same = yield* sameAnswer(ours, peers, cookies[0] ?? "", listedRows.length)

  const run = Effect.fnUntraced(function* ({ pid, url }: { readonly pid: number; readonly url: string }, duration: number) {
    const times = Effect.all([cpuTime(pid), databaseTime(stage)])
    const [server, database] = yield* times
    const result = yield* load({ url, connections: users, seconds: duration, cookies })
    const [serverNow, databaseNow] = yield* times
    return { result, server: used(serverNow, server), database: used(databaseNow, database) }
  })
  const our = { pid: serverPid, url: ours }
  const peer = { pid: peerPid, url: peers }
  yield* run(our, warmUpSeconds)
  yield* run(peer, warmUpSeconds)
  const a1 = yield* run(our, seconds)
  const b1 = yield* run(peer, seconds)
  const b2 = yield* run(peer, seconds)
  const a2 = yield* run(our, seconds)
  const people = yield* askAsPeople({
    everyMillis: 1000,
    timeoutMillis: 10_000,
    seconds,
    people: cookies.map((cookie) => ({ cookie, reads: [{ kind: part, url: ours }] }))
  })
  const asked = latencyOf(people.answers.map(({ millis }) => millis))
  const perSecond = (runs: ReadonlyArray<Run>) => together(runs.map(({ result }) => result)).perSecond
  const ratio = perSecond([a1, a2]) / perSecond([b1, b2])
  return [
    plain("clients in the answer", same.clients, ""),
    plain("answer", same.bytes / 1024, "kB"),
    ...figuresOf("ours", [a1, a2]),
    ...figuresOf("peer", [b1, b2]),
    plain(`ours p50, ${users} people asking once a second`, asked.p50, "ms"),
    { ...plain(`ours p99, ${users} people asking once a second`, asked.p99, "ms"), target: { atMost: 25 } },
    { ...plain("their failed requests", people.errors + people.non2xx, ""), target: { atMost: 0 } },
    { ...plain("ours to peer", ratio, "x"), target: { atLeast: 0.8 } }
  ]
})
