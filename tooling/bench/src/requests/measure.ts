import { Effect, Option } from "effect"
import { sameAnswer } from "../clients/sameAnswer.ts"
import { type Firm, listedRows } from "../clients/seed.ts"
import { signInTimes } from "../clients/sessions.ts"
import { load, together } from "../load/load.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import { start } from "../stage/child.ts"
import { cpuTime } from "../stage/cpuTime.ts"
import { freePort } from "../stage/freePort.ts"
import type { Stage } from "../stage/Stage.ts"

const part = "requests"
/** Both servers answer as many requests before: a runtime that has compiled more is faster at the same work. */
const warmUp = { seconds: 4, connections: 16 } as const

/** What knowing the caller may cost beside the work itself. */
const overheadAtMost = 10

const plain = (name: string, value: number, unit: string): Figure => ({ part, name, value, unit })

/**
 * What knowing the caller costs: one user, one request after the other, the same list by the same handlers, once behind the
 * product's session and once behind nothing. In the order A B B A, several times over.
 */
export const measureRequests = Effect.fn("bench.requests")(function* (
  stage: Stage,
  firm: Firm,
  serverPid: number,
  seconds: number
) {
  const cookies = yield* signInTimes(stage, warmUp.connections)
  const openPort = yield* freePort
  const { pid: openPid } = yield* start({
    name: "the server without sessions",
    entry: new URL("./openServer.ts", import.meta.url).pathname,
    // The place of the one worker is taken by the server of the product.
    env: { ...stage.env, APP_API_PORT: String(openPort), APP_ROLE: "api" },
    input: { organizationId: firm.organizationId, memberId: firm.memberId },
    readyUrl: `http://127.0.0.1:${openPort}/health/ready`,
    logFile: `${stage.folder}/open-server.log`
  })
  const address = (port: number) => `http://127.0.0.1:${port}/api/advisor/${firm.memberId}/clients?limit=50`
  const behind = { pid: serverPid, url: address(stage.serverPort) }
  const open = { pid: openPid, url: address(openPort) }
  yield* sameAnswer(behind.url, open.url, cookies[0] ?? "", listedRows.length)

  const run = Effect.fnUntraced(function* ({ pid, url }: typeof behind, duration: number, connections = 1) {
    const before = yield* cpuTime(pid)
    const result = yield* load({ url, connections, seconds: duration, cookies })
    return { result, cpuSeconds: Option.zipWith(yield* cpuTime(pid), before, (now, then) => now - then) }
  })
  yield* run(behind, warmUp.seconds, warmUp.connections)
  yield* run(open, warmUp.seconds, warmUp.connections)
  const a1 = yield* run(behind, seconds)
  const b1 = yield* run(open, seconds)
  const b2 = yield* run(open, seconds)
  const a2 = yield* run(behind, seconds)

  const summed = (runs: ReadonlyArray<typeof a1>) => {
    const all = together(runs.map(({ result }) => result))
    const cpu = Option.map(
      Option.all(runs.map(({ cpuSeconds }) => cpuSeconds)),
      (times) => (times.reduce((total, one) => total + one, 0) * 1000) / all.millis.length
    )
    return { p50: latencyOf(all.millis).p50, cpu, failed: all.errors + all.timeouts + all.non2xx }
  }
  const [withSession, without] = [summed([a1, a2]), summed([b1, b2])]
  const more = (a: number, b: number) => (a / b - 1) * 100
  const figures: ReadonlyArray<Figure> = [
    plain("p50 with a session", withSession.p50, "ms"),
    plain("p50 of the same request without one", without.p50, "ms"),
    { ...plain("a session costs, of p50", more(withSession.p50, without.p50), "% more"), target: { atMost: overheadAtMost } },
    ...Option.match(Option.all([withSession.cpu, without.cpu]), {
      onNone: () => [],
      onSome: ([a, b]) => [plain("a session costs, of processor time", more(a, b), "% more")]
    }),
    { ...plain("failed", withSession.failed + without.failed, ""), target: { atMost: 0 } }
  ]
  return figures
})
