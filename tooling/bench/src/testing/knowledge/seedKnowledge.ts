import { Documents } from "@beep/evidence/server/Documents"
import { copyDocuments } from "@beep/evidence/testing/copies/copyDocuments"
import type { ClientId } from "@beep/kernel/ids"
import { usd } from "@beep/kernel/Money"
import { Clients } from "@beep/tenancy/server/Clients"
import { Array as Arr, Clock, Effect } from "effect"
import { type Firm, timezone } from "../../clients/seed.ts"
import { processorTime } from "../../knowledge/processorTime.ts"
import type { Figure } from "../../report/Figure.ts"
import { settled } from "../../stage/settled.ts"
import type { Stage } from "../../stage/Stage.ts"
import { householdName, mailsOf } from "./mails.ts"

const households = 40
/** Documents of each; 10,000 together. */
const documentsEach = 250
/** Of each household so many mails are read by the product, and its other documents are copies of them. */
const readEach = 10
/** Mails of one more household, read one after another when all that is there, and those at either end whose pace is compared. */
const measured = 200
const compared = 50

const part = "knowledge"
const upload = { sourceType: "upload" } as const

const household = Effect.fnUntraced(function* (index: number) {
  const clients = yield* Clients
  return yield* clients.create({ kind: "household", name: householdName(index), timezone, homeCurrency: usd })
})

/** By the product's own write path: kept, sealed, extracted, joined with the graph, audited. Answers milliseconds of each. */
const read = Effect.fnUntraced(function* (clientId: ClientId, mails: ReadonlyArray<Uint8Array>) {
  const documents = yield* Documents
  const millis: Array<number> = []
  for (const mail of mails) {
    const started = yield* Clock.currentTimeNanos
    yield* documents.ingest(clientId, mail, upload)
    millis.push(Number((yield* Clock.currentTimeNanos) - started) / 1e6)
  }
  return millis
})

/** Forty households with ten thousand documents. What the planner knows of them is brought up to date as they grow. */
export const seedKnowledge = (stage: Stage, firm: Firm) =>
  Effect.gen(function* () {
    const seed = Effect.fnUntraced(function* (index: number) {
      const { id } = yield* household(index)
      yield* read(id, mailsOf(index, readEach))
      yield* copyDocuments(id, documentsEach / readEach - 1)
      return id
    })
    const ids: Array<ClientId> = []
    for (const group of Arr.chunksOf(Arr.range(0, households - 1), 8)) {
      ids.push(...(yield* Effect.forEach(group, seed, { concurrency: 3 })))
      yield* settled(stage)
    }
    return ids
  }).pipe(Effect.provideContext(firm.asOwner), Effect.withSpan("bench.seedKnowledge"))

const mean = (list: ReadonlyArray<number>) => list.reduce((sum, one) => sum + one, 0) / list.length

/** Mails a second, and whether the two hundredth of a household takes longer than the first. */
export const measureIngest = (stage: Stage, firm: Firm) =>
  Effect.gen(function* () {
    const { id } = yield* household(households)
    const before = yield* processorTime(stage)
    const millis = yield* read(id, mailsOf(households, measured))
    const used = (yield* processorTime(stage)) - before
    const [first, last] = [mean(millis.slice(0, compared)), mean(millis.slice(-compared))]
    const figures: ReadonlyArray<Figure> = [
      { part, name: "mails read one after another into one household", value: millis.length, unit: "" },
      { part, name: "mails read", value: 1000 / mean(millis), unit: "/s" },
      {
        part,
        name: "mails read per second of one core, product and PostgreSQL together",
        value: millis.length / used,
        unit: "/s"
      },
      { part, name: `a mail, the first ${compared}`, value: first, unit: "ms" },
      { part, name: `a mail, the last ${compared}`, value: last, unit: "ms" },
      { part, name: "last to first", value: last / first, unit: "x", target: { atMost: 1.5 } }
    ]
    return figures
  }).pipe(Effect.provideContext(firm.asOwner), Effect.withSpan("bench.ingest"))
