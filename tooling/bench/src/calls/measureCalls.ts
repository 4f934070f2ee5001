import { monthlyReadBudget } from "@beep/connections/contract/callBudget"
import { CallMeter } from "@beep/connections/server/CallMeter"
import type { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import type { SyncTrigger } from "@beep/runway/contract/sync/SyncTrigger"
import { Sync } from "@beep/runway/server/sync/Sync"
import { orderChange } from "@beep/sandbox/store/ChangeOrder"
import { Effect } from "effect"
import { connectedClient, type Firm, realmOf, synced } from "../clients/seed.ts"
import type { Figure } from "../report/Figure.ts"
import type { Stage } from "../stage/Stage.ts"
import { monthOfSyncs } from "./monthOfSyncs.ts"

/** Postings of the company whose calls are counted: a size that no other part has. */
export const countedRows = 601

const part = "calls"

/** Business days on which QuickBooks tells of changes at three moments: an assumption, said in the figure's name. */
const changesPerDay = 3

/**
 * What each kind of catch-up asks of QuickBooks, as the meter counts it, and a month of the schedule with those prices.
 * Nothing is estimated but how often the books change.
 */
export const measureCalls = Effect.fn("bench.calls")(function* (stage: Stage, firm: Firm) {
  const client: ClientId = yield* connectedClient("Counted", countedRows).pipe(Effect.provideContext(firm.asOwner))
  const reads = Effect.flatMap(CallMeter, ({ usage }) => usage).pipe(
    Effect.map(({ clients }) => clients.find(({ clientId }) => clientId === client)?.reads ?? 0),
    Effect.provideContext(firm.asOwner)
  )
  const priced = Effect.fnUntraced(function* <A, E, R>(work: Effect.Effect<A, E, R>) {
    const before = yield* reads
    yield* work
    return (yield* reads) - before
  })
  const catchUp = (trigger: SyncTrigger) =>
    Effect.flatMap(Sync, (sync) => sync.catchUp(client, trigger)).pipe(Effect.provideContext(firm.asOwner))
  const change = orderChange(`http://127.0.0.1:${stage.sandboxPort}`, realmOf(countedRows), {
    order: "create",
    document: { entity: "Purchase", amount: "12.00" }
  })
  const first = yield* priced(synced(client).pipe(Effect.provideContext(firm.asOwner)))
  const unchanged = yield* priced(catchUp("schedule"))
  const changed = yield* priced(Effect.andThen(change, catchUp("webhook")))
  // Once a month a night also reads the older days of the ledger.
  const longNight = yield* priced(catchUp("nightly"))
  const night = yield* priced(catchUp("nightly"))
  // Reads what the night of a full week reads: everything, from first to last.
  const week = yield* priced(catchUp("comparison"))

  const month = monthOfSyncs(TimeZoneName.make("America/New_York"), changesPerDay)
  const perClient =
    month.nights * night + (longNight - night) + month.weeks * week + month.scheduled * unchanged + month.told * changed
  const share = (clients: number): number => (perClient * clients * 100) / monthlyReadBudget
  const figures: ReadonlyArray<Figure> = [
    { part, name: "first sync", value: first, unit: "calls" },
    { part, name: "catch-up, nothing changed", value: unchanged, unit: "calls" },
    { part, name: "catch-up, one expense more", value: changed, unit: "calls" },
    { part, name: "nightly reconciliation", value: night, unit: "calls" },
    { part, name: "weekly full comparison", value: week, unit: "calls" },
    {
      part,
      name: `syncs of a month, ${changesPerDay} changes a business day`,
      value: month.nights + month.weeks + month.scheduled + month.told,
      unit: ""
    },
    { part, name: "per client and month", value: perClient, unit: "calls" },
    { part, name: "of the free budget at 50 clients", value: share(50), unit: "%", target: { atMost: 80 } },
    { part, name: "of the free budget at 500 clients", value: share(500), unit: "%", target: { atMost: 80 } }
  ]
  return figures
}, Effect.provide(CallMeter.layer))
