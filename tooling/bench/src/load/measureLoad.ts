import { Email } from "@beep/tenancy/contract/Email"
import { NewPassword } from "@beep/tenancy/contract/Password"
import { Clients } from "@beep/tenancy/server/Clients"
import { Members } from "@beep/tenancy/server/Members"
import * as Database from "@beep/sql/Database"
import { Clock, Effect, Option, Schema } from "effect"
import { SqlClient } from "effect/sql"
import type { Firm } from "../clients/seed.ts"
import { signIn } from "../clients/sessions.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import { ask } from "../stage/child.ts"
import { cpuTime } from "../stage/cpuTime.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Stage } from "../stage/Stage.ts"
import { type PeoplePlan, PeopleResult } from "./PeoplePlan.ts"

const part = "load"
const advisors = 50
const decode = Schema.decodeEffect(Schema.fromJsonString(PeopleResult))

/** Runs people through their reads and waits for the last answer. */
export const askAsPeople = Effect.fn("bench.people")(function* (plan: PeoplePlan) {
  const text = yield* ask("the people", new URL("./people.ts", import.meta.url).pathname, plan)
  return yield* Effect.mapError(decode(text), () => new BenchRefused({ reason: "the people gave no result" }))
})

/** Fifty advisors, each assigned to all fifty clients. */
const seedAdvisors = Effect.fn("bench.seedAdvisors")(function* (stage: Stage, firm: Firm) {
  const members = yield* Members
  const password = yield* Effect.orDie(Schema.decodeEffect(NewPassword)(stage.password))
  const made = yield* Effect.forEach(
    Array.from({ length: advisors }, (_, at) => at + 1),
    (at) => {
      const email = Email.make(`advisor-${at}@bench.test`)
      return Effect.map(members.add({ email, displayName: `Advisor ${at}`, role: "advisor", password }), ({ id }) => ({
        id,
        email
      }))
    },
    { concurrency: 4 }
  ).pipe(Effect.provideContext(firm.asOwner))
  yield* Effect.flatMap(
    SqlClient.SqlClient,
    (sql) => sql`insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since)
      select m.organization_id, gen_random_uuid(), c.id, m.id, 'secondary', now() - interval '1 day'
      from tenancy.member m join tenancy.client c on c.organization_id = m.organization_id
      where m.organization_id = ${firm.organizationId} and m.role = 'advisor'`
  ).pipe(Effect.provide(Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" })))
  return made
})

/** What an advisor reads on a Monday: the list, and one client after the other with the digest and where a figure comes from. */
const mondayOf = (
  origin: string,
  advisor: string,
  clients: ReadonlyArray<string>,
  offset: number
): PeoplePlan["people"][number]["reads"] =>
  clients.flatMap((_, n) => {
    const client = `${origin}/api/advisor/clients/${clients[(n + offset) % clients.length] ?? ""}`
    return [
      { kind: "client list", url: `${origin}/api/advisor/${advisor}/clients?limit=50` },
      { kind: "client", url: client },
      { kind: "digest", url: `${client}/digest` },
      { kind: "derivation", url: `${client}/derivation?figure=cash` }
    ]
  })

/** Fifty advisors with fifty clients each, every one of them asking something once a second. */
export const measureLoad = Effect.fn("bench.fifty")(function* (stage: Stage, firm: Firm, serverPid: number, seconds: number) {
  const people = yield* seedAdvisors(stage, firm)
  const clients = yield* Effect.flatMap(Clients, ({ list }) => list).pipe(Effect.provideContext(firm.asOwner))
  const origin = `http://127.0.0.1:${stage.serverPort}`
  const signedIn = yield* Effect.forEach(people, ({ email }) => signIn(stage, email), { concurrency: 2 })
  const plan: PeoplePlan = {
    everyMillis: 1000,
    timeoutMillis: 10_000,
    seconds,
    people: people.map(({ id }, at) => ({
      cookie: signedIn[at] ?? "",
      reads: mondayOf(
        origin,
        id,
        clients.map((client) => client.id),
        at
      )
    }))
  }
  const before = yield* cpuTime(serverPid)
  const began = yield* Clock.currentTimeMillis
  const result = yield* askAsPeople(plan)
  const took = ((yield* Clock.currentTimeMillis) - began) / 1000
  const cpu = Option.zipWith(yield* cpuTime(serverPid), before, (now, then) => now - then)
  const kinds = [...new Set(result.answers.map(({ kind }) => kind))].toSorted()
  const figures: ReadonlyArray<Figure> = [
    {
      part,
      name: "advisors, each with so many clients",
      value: clients.length === advisors ? people.length : 0,
      unit: "",
      target: { atLeast: advisors }
    },
    { part, name: "seconds", value: took, unit: "s" },
    { part, name: "answers", value: result.answers.length, unit: "" },
    ...kinds.flatMap((kind): ReadonlyArray<Figure> => {
      const { p50, p95, p99 } = latencyOf(result.answers.flatMap((answer) => (answer.kind === kind ? [answer.millis] : [])))
      return [
        { part, name: `${kind} p50`, value: p50, unit: "ms" },
        { part, name: `${kind} p95`, value: p95, unit: "ms", ...(kind === "digest" ? { target: { atMost: 50 } } : {}) },
        { part, name: `${kind} p99`, value: p99, unit: "ms", ...(kind === "client list" ? { target: { atMost: 25 } } : {}) }
      ]
    }),
    ...Option.match(cpu, {
      onNone: () => [],
      onSome: (used) => [{ part, name: "processor of the server", value: (used / took) * 100, unit: "%" }]
    }),
    { part, name: "errors and time-outs", value: result.errors, unit: "", target: { atMost: 0 } },
    { part, name: "not 2xx", value: result.non2xx, unit: "", target: { atMost: 0 } }
  ]
  return figures
})
