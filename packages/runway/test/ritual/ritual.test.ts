import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import { ClientList as ClientPage, type ClientListQuery } from "../../src/contract/ClientsApi.ts"
import { ClientList } from "../../src/server/clients/ClientList.ts"
import { Ritual } from "../../src/server/ritual/Ritual.ts"
import { atTime } from "../../src/testing/atTime.ts"
import { testRunway } from "../testRunway.ts"

const decodePage = Schema.decodeEffect(Schema.fromJsonString(Schema.toCodecJson(ClientPage)))

/** A Wednesday noon in New York; that week began on Monday Sep 29 at 04:00 UTC. */
const noon = Date.UTC(2025, 9, 1, 16)
const minute = 60_000

layer(testRunway)("the weekly ritual", (it) => {
  it.effect("measures the caller's own time at a client, sums it up, and starts anew on Monday", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const ritual = yield* Ritual
      const lists = yield* ClientList
      const { shared } = a.clients
      const mine = as(a.advisor)
      yield* ritual.mark(shared.id, "view").pipe(mine, atTime(noon))
      yield* ritual.mark(shared.id, "hidden").pipe(mine, atTime(noon + minute))
      yield* ritual.mark(shared.id, "view").pipe(mine, atTime(noon + 5 * minute))
      yield* lists.worked(shared.id).pipe(mine, atTime(noon + 8 * minute))
      yield* ritual.mark(shared.id, "view").pipe(as(a.staff), atTime(noon))
      const told = yield* ritual.ofClient(shared.id).pipe(mine, atTime(noon + 9 * minute))
      assert.strictEqual(told.seconds, 4 * 60)
      assert.strictEqual(told.week.monday, "2025-09-29")
      assert.strictEqual(DateTime.toEpochMillis(told.week.since), Date.UTC(2025, 8, 29, 4))
      assert.deepStrictEqual(yield* ritual.ofWeek(a.advisor.member.id).pipe(mine, atTime(noon + 9 * minute)), {
        week: told.week,
        measuredClients: 1,
        totalSeconds: 240,
        p50Seconds: 240,
        p90Seconds: 240
      })
      assert.strictEqual((yield* ritual.ofClient(shared.id).pipe(as(a.staff), atTime(noon + 9 * minute))).seconds, 0)
      const monday = Date.UTC(2025, 9, 6, 4)
      assert.strictEqual((yield* ritual.ofClient(shared.id).pipe(mine, atTime(monday - 1))).seconds, 240)
      assert.strictEqual((yield* ritual.ofClient(shared.id).pipe(mine, atTime(monday))).seconds, 0)
    })
  )

  it.effect("stamps the client as worked on at the first view after a break, never for who may only look", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const ritual = yield* Ritual
      const lists = yield* ClientList
      const { shared } = a.clients
      const workedAt = lists.get(shared.id).pipe(
        as(a.owner),
        Effect.map(({ item }) =>
          item?.lastWorked === null || item?.lastWorked === undefined ? null : DateTime.toEpochMillis(item.lastWorked.at)
        )
      )
      yield* ritual.mark(shared.id, "view").pipe(as(a.viewer), atTime(noon))
      assert.isNull(yield* workedAt)
      yield* ritual.mark(shared.id, "view").pipe(as(a.staff), atTime(noon))
      yield* ritual.mark(shared.id, "view").pipe(as(a.staff), atTime(noon + 2 * minute))
      assert.strictEqual(yield* workedAt, noon)
      yield* ritual.mark(shared.id, "view").pipe(as(a.staff), atTime(noon + 30 * minute))
      assert.strictEqual(yield* workedAt, noon + 30 * minute)
    })
  )

  it.effect("is done with a client once a week: first one stays, undo takes it back, all of it audited and in the list", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const ritual = yield* Ritual
      const lists = yield* ClientList
      const admin = yield* TestDatabase.AdminSql
      const { shared } = a.clients
      const page = (query: ClientListQuery, at: number) =>
        lists.list(a.owner.member.id, query).pipe(Effect.flatMap(decodePage), as(a.owner), atTime(at))
      const first = yield* ritual.review(shared.id).pipe(as(a.staff), atTime(noon))
      assert.deepStrictEqual([first.week, first.reviewed?.by], ["2025-09-29", "Sam Staff"])
      assert.deepStrictEqual(yield* ritual.review(shared.id).pipe(as(a.owner), atTime(noon + minute)), first)
      const done = yield* page({ week: "reviewed" }, noon + minute)
      assert.deepStrictEqual([done.counts.reviewed, done.counts.worked, done.items.length], [1, 1, 1])
      assert.strictEqual(done.items[0]?.reviewed?.by, "Sam Staff")
      assert.strictEqual((yield* page({ week: "open" }, noon)).items.length, 2)
      assert.strictEqual((yield* page({ week: "worked" }, noon)).items.length, 1)
      const next = yield* page({}, Date.UTC(2025, 9, 6, 4))
      assert.deepStrictEqual([next.counts.reviewed, next.counts.worked, next.week.monday], [0, 0, "2025-10-06"])
      assert.isNull((yield* ritual.undoReview(shared.id).pipe(as(a.owner), atTime(noon + 2 * minute))).reviewed)
      assert.strictEqual((yield* page({}, noon + 2 * minute)).counts.reviewed, 0)
      const entries =
        yield* admin`select action from audit.entry where client_id = ${shared.id} and action like 'client.review%' order by id`
      assert.deepStrictEqual(
        entries.map((entry) => entry["action"]),
        ["client.reviewed", "client.review_undone"]
      )
      const { steps } = yield* ritual.ofClient(shared.id).pipe(as(a.staff))
      assert.deepStrictEqual(
        steps.map(({ action, count }) => [action, count]),
        [["client.reviewed", 1]]
      )
    })
  )

  it.effect("answers NotFound for a client that is not the caller's, and for another member's week", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const ritual = yield* Ritual
      for (const effect of [
        ritual.mark(a.clients.unassigned.id, "view"),
        ritual.ofClient(b.clients.shared.id),
        ritual.review(a.clients.unassigned.id),
        ritual.ofWeek(a.staff.member.id)
      ]) {
        assert.strictEqual((yield* Effect.flip(Effect.asVoid(effect).pipe(as(a.advisor))))._tag, "NotFound")
      }
    })
  )
})
