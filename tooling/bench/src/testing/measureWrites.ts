import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { generate } from "@beep/sandbox/companies/generate"
import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { ledgerWindows } from "@beep/runway/server/sync/ledgerWindows"
import { ledgerLoad, ledgerLoadLayer } from "@beep/runway/testing/ledgerLoad"
import { Clients } from "@beep/tenancy/server/Clients"
import { Effect, Redacted, Schema } from "effect"
import { type Firm, timezone } from "../clients/seed.ts"
import { Copied } from "../peer/copySettings.ts"
import type { Figure } from "../report/Figure.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { ask } from "../stage/child.ts"
import type { Stage } from "../stage/Stage.ts"

/** Ledger lines of one company and year. */
const writtenRows = 100_000
const rounds = 2
const part = "sync"
const asOf = LocalDate.make("2026-11-20")

const decodeCopied = Schema.decodeUnknownEffect(Schema.fromJsonString(Copied))

/** A year of ledger lines through the write path, and `COPY` of the very same rows: each round in a client of its own, ours first. */
export const measureWrites = Effect.fn("bench.writes")(function* (stage: Stage, firm: Firm) {
  const company = ledgerSource(generate({ rows: writtenRows, seed: 1, asOf }))
  const reports = ledgerWindows({ from: addDays(asOf, -366), to: asOf }, writtenRows).flatMap(
    ({ from, to }) => company.report("GeneralLedger", { start_date: from, end_date: to }) ?? []
  )
  const round = Effect.fnUntraced(function* (at: number) {
    const clients = yield* Clients
    const client = yield* clients.create({ kind: "business", name: `Ledger ${at}`, timezone, homeCurrency: usd })
    const ours = yield* ledgerLoad(client, reports)
    const answer = yield* ask("COPY", new URL("../peer/copy.ts", import.meta.url).pathname, {
      url: Redacted.value(stage.urls.admin),
      clientId: client.id
    })
    const copied = yield* decodeCopied(answer.trim())
    if (copied.rows !== ours.rows || ours.rows < writtenRows)
      return yield* new BenchRefused({ reason: "COPY and the write path did not write the same rows" })
    return { ours, copied }
  }, Effect.provideContext(firm.asOwner))
  const done = yield* Effect.forEach(
    Array.from({ length: rounds }, (_, at) => at),
    round
  )
  const perSecond = (runs: ReadonlyArray<Copied>) =>
    runs.reduce((rows, run) => rows + run.rows, 0) / runs.reduce((seconds, run) => seconds + run.seconds, 0)
  const [ours, limit] = [perSecond(done.map((one) => one.ours)), perSecond(done.map((one) => one.copied))]
  const figures: ReadonlyArray<Figure> = [
    { part, name: "ledger rows, the write path with its commits", value: ours, unit: "/s", target: { atLeast: 20_000 } },
    { part, name: "the same rows by COPY, the limit", value: limit, unit: "/s" },
    { part, name: "the write path to COPY", value: ours / limit, unit: "x" }
  ]
  return figures
}, Effect.provide(ledgerLoadLayer))
