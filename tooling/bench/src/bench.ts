import { parseArgs } from "node:util"
import type { ClientId } from "@beep/kernel/ids"
import { NodeServices } from "@effect/platform-node"
import { Cause, Console, Effect, Exit, Layer } from "effect"
import { SecureRandom } from "effect/crypto"
import { FetchHttpClient } from "effect/http"
import { countedRows, measureCalls } from "./calls/measureCalls.ts"
import { listedRows, plantedAt, seedFirm, seedList } from "./clients/seed.ts"
import { measureClients } from "./clients/measure.ts"
import { measureKnowledge } from "./knowledge/measureKnowledge.ts"
import { measureLoad } from "./load/measureLoad.ts"
import { measureMinute } from "./minute/measureMinute.ts"
import { measureMillion, millionRows } from "./million/measureMillion.ts"
import { type Figure, isMet } from "./report/Figure.ts"
import { table } from "./report/table.ts"
import { measureReads } from "./reads/measureReads.ts"
import { measureScript } from "./requests/initialScript.ts"
import { measureRequests } from "./requests/measure.ts"
import { start } from "./stage/child.ts"
import { services } from "./stage/services.ts"
import { settled } from "./stage/settled.ts"
import * as Stage from "./stage/Stage.ts"
import { measureIngest, seedKnowledge } from "./testing/knowledge/seedKnowledge.ts"
import { measureWrites } from "./testing/measureWrites.ts"
import { measureSync, syncedRows } from "./sync/measure.ts"
import { measureAppend, measureVerify } from "./testing/measureAudit.ts"
import { announcedRows, measureWebhooks } from "./testing/measureWebhooks.ts"

const parts = [
  "clients",
  "sync",
  "audit",
  "requests",
  "webhooks",
  "calls",
  "reads",
  "knowledge",
  "load",
  "minute",
  "million"
] as const
type Part = (typeof parts)[number]
/** These take minutes, or a browser, and have to be asked for. */
const long: ReadonlyArray<Part> = ["knowledge", "load", "minute", "million"]
const usual: ReadonlyArray<Part> = parts.filter((part) => !long.includes(part))

interface Wanted {
  readonly json: boolean
  readonly parts: ReadonlyArray<Part>
  readonly seconds: number
  readonly profile: string | undefined
}

const wantedOf = (args: ReadonlyArray<string>): Wanted => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean" }, only: { type: "string" }, seconds: { type: "string" }, profile: { type: "string" } }
  })
  const names = values.only?.split(",")
  return {
    json: values.json === true,
    parts: names === undefined ? usual : parts.filter((part) => names.includes(part)),
    seconds: Number(values.seconds ?? 10),
    profile: values.profile
  }
}

/** Progress goes to standard error: standard output holds the report alone. */
const say = (text: string) => Console.error(`bench: ${text}`)

const measured = Effect.fn("bench.measured")(function* (wanted: Wanted) {
  const has = (...some: ReadonlyArray<Part>) => some.some((part) => wanted.parts.includes(part))
  const stage = yield* Stage.make()
  const figures: Array<Figure> = []
  const add = <E, R>(title: string, effect: Effect.Effect<ReadonlyArray<Figure>, E, R>) =>
    Effect.andThen(
      say(title),
      Effect.map(effect, (more) => {
        figures.push(...more)
      })
    )

  if (has("clients", "requests", "sync", "webhooks", "calls", "reads", "load", "minute", "million")) {
    yield* start({
      name: "the Intuit stand-in",
      entry: new URL("./sandbox/main.ts", import.meta.url).pathname,
      env: {},
      input: {
        port: stage.sandboxPort,
        ...stage.intuit,
        companies: [
          ...listedRows.map((rows, index) => ({ rows, plants: [plantedAt(index)].filter((plant) => plant !== undefined) })),
          ...[syncedRows, ...announcedRows, countedRows, ...(has("million") ? millionRows : [])].map((rows) => ({
            rows,
            plants: []
          }))
        ]
      },
      readyUrl: `http://127.0.0.1:${stage.sandboxPort}/_sandbox/companies`,
      logFile: `${stage.folder}/sandbox.log`
    })
  }
  yield* Effect.gen(function* () {
    const firm = yield* seedFirm(stage)
    if (has("clients", "requests", "reads", "load", "minute"))
      yield* Effect.andThen(say("fifty companies are read"), seedList(firm))
    const knowledge: ReadonlyArray<ClientId> = has("knowledge")
      ? yield* Effect.andThen(say("the mail of forty households is read"), seedKnowledge(stage, firm))
      : []
    if (has("clients", "requests", "reads", "knowledge", "load", "minute", "million")) {
      yield* settled(stage)
      const { pid } = yield* start({
        name: "the server",
        entry: new URL("../../../apps/server/src/main.ts", import.meta.url).pathname,
        flags: wanted.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${wanted.profile}`],
        env: stage.env,
        readyUrl: `http://127.0.0.1:${stage.serverPort}/health/ready`,
        logFile: `${stage.folder}/server.log`
      })
      if (has("clients")) yield* add("client list, ours and the peer", measureClients(stage, firm, pid, wanted.seconds))
      if (has("requests")) yield* add("single requests", measureRequests(stage, firm, pid, wanted.seconds))
      if (has("reads")) yield* add("list, digest and hygiene, by 1, 8 and 32", measureReads(stage, firm, pid, wanted.seconds))
      if (has("knowledge")) yield* add("evidence, graph and questions", measureKnowledge(stage, knowledge, wanted.seconds))
      if (has("knowledge")) yield* add("one more household is read", measureIngest(stage, firm))
      if (has("load")) yield* add("fifty advisors", measureLoad(stage, firm, pid, wanted.seconds))
      if (has("minute")) yield* add("fifty clients by keyboard", measureMinute(stage))
      if (has("million")) yield* add(`companies of up to a million rows`, measureMillion(stage, firm, pid))
    }
    if (has("sync")) {
      yield* add(`a company of ${syncedRows} rows`, measureSync(stage, firm))
      yield* add("ledger rows beside COPY", measureWrites(stage, firm))
    }
    if (has("calls")) yield* add("a month of calls", measureCalls(stage, firm))
    if (has("webhooks")) yield* add("what Intuit announces", measureWebhooks(stage, firm))
    if (has("audit")) {
      yield* add("audit entries are appended", measureAppend(firm.organizationId))
      yield* add("a million audit entries are verified", measureVerify)
    }
  }).pipe(Effect.provide(services(stage)))
  if (has("requests")) yield* add("the web app", measureScript(stage.env["WEB_ROOT"] ?? ""))
  return figures
}, Effect.scoped)

const report = (wanted: Wanted, figures: ReadonlyArray<Figure>) =>
  wanted.json
    ? JSON.stringify(
        { runtime: `bun ${Bun.version}`, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) ?? null })) },
        null,
        2
      )
    : table(figures)

/** What failed, down to what PostgreSQL said. */
const wordsOf = (error: unknown): string =>
  error instanceof Error
    ? [error.message, ...(error.cause === undefined ? [] : [wordsOf(error.cause)])].join(": ")
    : "the bench could not run"

/** Exit code 0 when every target is met, 2 when one is missed, 1 when there are no figures. */
export const main = async (args: ReadonlyArray<string>): Promise<number> => {
  const wanted = wantedOf(args)
  const exit = await Effect.runPromiseExit(
    measured(wanted).pipe(Effect.provide(Layer.mergeAll(NodeServices.layer, FetchHttpClient.layer, SecureRandom.layerWebCrypto)))
  )
  if (Exit.isFailure(exit)) {
    process.stderr.write(`${wordsOf(Cause.squash(exit.cause))}\n`)
    return 1
  }
  console.log(report(wanted, exit.value))
  return exit.value.some((figure) => isMet(figure) === false) ? 2 : 0
}
