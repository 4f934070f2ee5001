import type { ClientId } from "@beep/kernel/ids"
import { todayIn } from "@beep/kernel/LocalDate"
import { type Draw, drawOf } from "@beep/sandbox/companies/Draw"
import { Sync } from "@beep/runway/server/sync/Sync"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Config, DateTime, Effect } from "effect"
import { linkedClient } from "./books/connect.ts"
import { IntuitStandIn, layer as bothServers, zone } from "./books/IntuitStandIn.ts"
import { differences } from "./books/mirrored.ts"
import { type OrderKind, randomOrder } from "./books/randomOrders.ts"
import { bundled, killedAfter } from "./killedProcess.ts"

/** A process that is killed leaves three syncs: `KILLS=34` are a hundred and two. More than a few cost minutes. */
const kills = Config.Int("KILLS").pipe(Config.withDefault(7))

/** None of these moves the text of another object without its version. */
const kinds = ["create", "editAmount", "editDate", "void", "delete", "payBill"] as const satisfies ReadonlyArray<OrderKind>

/** As if nothing had ever been read. */
const forget = Effect.fnUntraced(function* (clientId: ClientId) {
  const admin = yield* AdminSql
  for (const table of ["ledger_record", "ledger_page", "sync_safe_point", "sync_state"])
    yield* admin`delete from runway.${admin.literal(table)} where client_id = ${clientId}::uuid`
})

/** Versions of one record that say the same, or whose numbers or times do not follow each other. */
const doubled = (clientId: ClientId) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`
      select entity_type, qbo_id, version_no from (
        select *, lag(version_no) over w as before_no, lag(source_hash) over w as before_hash, lag(deleted) over w as before_deleted,
          lag(superseded_at) over w as before_end
        from runway.ledger_record where client_id = ${clientId}::uuid
        window w as (partition by entity_type, qbo_id order by version_no)
      ) v
      where version_no <> coalesce(before_no, 0) + 1 or (before_hash = source_hash and before_deleted = deleted)
        or (before_no is not null and before_end is distinct from learned_at)`
  )

const change = Effect.fnUntraced(function* (draw: Draw, realmId: string, step: number) {
  const sandbox = yield* IntuitStandIn
  const today = yield* todayIn(zone)
  for (const kind of kinds) {
    const order = randomOrder(draw, kind, yield* sandbox.now(realmId), today, step)
    if (order !== undefined) yield* sandbox.change(realmId, order)
  }
})

layer(bothServers, { excludeTestServices: true, timeout: "2 minutes" })("a worker that is killed while it syncs", (it) => {
  it.effect(
    "leaves nothing that is lost or doubled after the next one has gone on, wherever it was killed",
    () =>
      Effect.gen(function* () {
        const count = yield* kills
        const program = yield* bundled("books/killedWorker.ts")
        const sandbox = yield* IntuitStandIn
        const sync = yield* Sync
        const admin = yield* AdminSql
        const linked = yield* Effect.forEach([3, 4, 5], linkedClient, { concurrency: 3 })
        const task = linked.map(({ clientId, firm }) => ({ clientId, organizationId: firm.organization.id }))
        const draw = drawOf(20261120, "kills")
        // Spans of one full sync and two catch-ups; learned from a process that came to its end.
        let most = 1300
        const trail: Array<string> = []
        for (let round = 0; round < count; round += 1) {
          const isFull = (index: number) => index === round % 3
          for (const [index, { clientId, realmId }] of linked.entries()) {
            if (isFull(index)) yield* forget(clientId)
            yield* change(draw, realmId, round)
          }
          const { seen, wasKilled } = yield* killedAfter(program, task, draw.whole(1, most))
          if (!wasKilled) most = seen
          const left = yield* admin`select count(*)::int as open from runway.sync_run where finished_at is null`
          trail.push(
            `${yield* Effect.map(DateTime.now, DateTime.formatIso)} ${wasKilled ? "killed" : "ended"} after ${seen} of ${most}, ${String(left[0]?.["open"])} open`
          )
          yield* Effect.forEach(
            linked,
            Effect.fnUntraced(function* ({ clientId, me, realmId }, index) {
              assert.strictEqual((yield* me(sync.run(clientId))).phase, "succeeded")
              const where = `company ${index}, ${isFull(index) ? "full" : "changes"}, ${trail.at(-1)}`
              const { found, objects } = yield* differences(clientId, yield* sandbox.now(realmId), { exactly: true })
              assert.deepStrictEqual(found.slice(0, 3), [], `${where}: ${found.length} of ${objects}`)
              assert.isAbove(objects, 100)
              assert.deepStrictEqual(yield* doubled(clientId), [], where)
            }),
            { concurrency: 3 }
          )
          assert.deepStrictEqual(yield* admin`select count(*)::int as open from runway.sync_run where finished_at is null`, [
            { open: 0 }
          ])
        }
        yield* Effect.logInfo("processes killed while they synced three companies", trail)
        assert.isAbove(trail.filter((line) => / killed .* [123] open$/.test(line)).length, count / 3, trail.join("\n"))
      }),
    900_000
  )
})
