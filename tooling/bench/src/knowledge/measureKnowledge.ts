import type { ClientId } from "@beep/kernel/ids"
import * as Database from "@beep/sql/Database"
import { Array as Arr, Console, Effect, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { signInTimes } from "../clients/sessions.ts"
import { load } from "../load/load.ts"
import type { LoadRequest } from "../load/LoadPlan.ts"
import type { Replay } from "../peer/settings.ts"
import { asText } from "../reads/asText.ts"
import { answered, askerOf, heardServer, statementsOf } from "../reads/heard.ts"
import { latencies } from "../reads/latencies.ts"
import { type Statement, unitsOf } from "../reads/Statement.ts"
import { startPeer } from "../peer/startPeer.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import { table } from "../report/table.ts"
import type { Stage } from "../stage/Stage.ts"
import { knowledgeRequests } from "./requests.ts"

const callers = [1, 8, 32] as const
/** At 32 callers without a pause the time is that of the queue in front of two cores; it is printed. */
const judged = 8
const atMost = 50
const warmUpSeconds = 1
/** Households that are asked for, spread over all of them. */
const looked = 8
const part = "knowledge"

const tables = [
  ["documents", "evidence.document"],
  ["facts of messages", "evidence.mention"],
  ["mentions of entities", "knowledge.mention"],
  ["entities", "knowledge.entity"],
  ["relations", "knowledge.relation"],
  ["evidence of relations", "knowledge.relation_evidence"]
] as const

const sizes = (stage: Stage) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.forEach(tables, ([name, table]) =>
      Effect.map(
        SqlSchema.findOne({
          Request: Schema.Void,
          Result: Schema.Struct({ n: Schema.Int }),
          execute: () => sql`select count(*)::int as n from ${sql.literal(table)}`
        })(undefined),
        ({ n }): Figure => ({ part, name, value: n, unit: "" })
      )
    )
  ).pipe(Effect.provide(Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" })))

/** An entry of the audit log is a new one each time it is written; everything else may be asked again as it was. */
const repeatable = (statement: Statement): Statement =>
  /^\s*insert into audit\.entry\b/.test(statement.text)
    ? { ...statement, text: statement.text.replace("$2", "coalesce(gen_random_uuid(), $2::uuid)") }
    : statement

/**
 * Evidence, neighbourhood and questions over HTTP by 1, 8 and 32 callers without a pause, beside the very same statements
 * through `pg`: the same transactions of the same tenant under the same policies, and their rows as they come.
 */
export const measureKnowledge = Effect.fn("bench.knowledge")(function* (
  stage: Stage,
  ids: ReadonlyArray<ClientId>,
  seconds: number
) {
  const asked = ids.filter((_, index) => index % Math.ceil(ids.length / looked) === 0)
  const kinds = yield* knowledgeRequests(stage, asked)
  const cookies = yield* signInTimes(stage, Math.max(...callers))
  const asker = askerOf(stage, cookies)
  const ours = `http://127.0.0.1:${stage.serverPort}`

  const heard = yield* Effect.scoped(
    Effect.gen(function* () {
      const { origin, wire } = yield* heardServer(stage)
      return yield* Effect.forEach(kinds, ({ name, requests }, kind) =>
        Effect.gen(function* () {
          const replays: Array<Replay> = []
          const counts: Array<number> = []
          for (const [at, request] of requests.entries()) {
            const statements = yield* statementsOf(wire, origin, request, asker)
            counts.push(statements.length)
            const texts = yield* asText(stage.urls.app, statements)
            replays.push({ path: `/replay/${kind}/${at}`, units: unitsOf(texts.map(repeatable)) })
          }
          return { name, requests, replays, statements: Math.max(...counts) }
        })
      )
    })
  )
  const { origin: peer } = yield* startPeer(
    stage,
    "peer-of-knowledge",
    heard.flatMap(({ replays }) => replays)
  )

  const figures: Array<Figure> = [...(yield* sizes(stage))]
  for (const { name, replays, requests, statements } of heard) {
    const before = figures.length
    const theirs = Arr.map(requests, (_, at): LoadRequest => ({ path: replays[at]?.path ?? "", body: null }))
    const bytes = yield* Effect.forEach(requests, (request) => answered(ours, request, asker))
    yield* Effect.forEach(theirs, (request) => answered(peer, request, asker))
    figures.push(
      { part: name, name: "different requests", value: requests.length, unit: "" },
      { part: name, name: "largest answer", value: Math.max(...bytes) / 1024, unit: "kB" },
      { part: name, name: "statements of one request", value: statements, unit: "" }
    )
    const run = (origin: string, of: Arr.NonEmptyReadonlyArray<LoadRequest>, connections: number, time: number) =>
      load({ url: origin, requests: of, connections, seconds: time, cookies })
    yield* run(ours, requests, judged, warmUpSeconds)
    yield* run(peer, theirs, judged, warmUpSeconds)
    let failed = 0
    for (const connections of callers) {
      const at = `${connections} caller${connections === 1 ? "" : "s"},`
      const mine = yield* run(ours, requests, connections, seconds)
      const plain = yield* run(peer, theirs, connections, seconds)
      figures.push(
        ...latencies(name, `${at} ours`, mine, connections <= judged ? { p95: atMost } : {}),
        ...latencies(name, `${at} plain SQL`, plain, {}),
        {
          part: name,
          name: `${at} p95, ours to plain SQL`,
          value: latencyOf(mine.millis).p95 / latencyOf(plain.millis).p95,
          unit: "x"
        }
      )
      failed += [mine, plain].reduce((sum, one) => sum + one.errors + one.timeouts + one.non2xx, 0)
    }
    figures.push({ part: name, name: "failed", value: failed, unit: "", target: { atMost: 0 } })
    yield* Console.error(table(figures.slice(before)))
  }
  return figures
})
