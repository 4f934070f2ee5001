import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { savedViewLimit, SavedViewName } from "../../src/contract/clients/SavedView.ts"
import { SavedViews } from "../../src/server/clients/SavedViews.ts"
import { testRunway } from "../testRunway.ts"

const name = (text: string) => SavedViewName.make(text)

layer(testRunway)("P1-1.2.1 views of the list", (it) => {
  it.effect("are kept for one member, renamed by version, removed and taken back, each audited", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const views = yield* SavedViews
      const admin = yield* TestDatabase.AdminSql
      const me = a.advisor.member.id
      const mine = as(a.advisor)
      const kept = yield* views
        .save(me, { name: name("Red, unsynced"), search: { band: "red", sort: "last_synced", query: 'o"k' } })
        .pipe(mine)
      assert.deepStrictEqual(yield* views.list(me).pipe(mine), [kept])
      assert.deepStrictEqual(kept.search, { band: "red", sort: "last_synced", query: 'o"k' })
      assert.deepStrictEqual(yield* views.list(a.owner.member.id).pipe(as(a.owner)), [])
      const rename = (expectedVersion: number, text: string) =>
        views.rename(me, kept.viewId, { name: name(text), expectedVersion }).pipe(mine)
      assert.strictEqual((yield* Effect.flip(rename(2, "Other")))._tag, "StaleObject")
      assert.strictEqual((yield* rename(1, "Other")).version, 2)
      yield* views.remove(me, kept.viewId).pipe(mine)
      assert.deepStrictEqual(yield* views.list(me).pipe(mine), [])
      assert.strictEqual((yield* Effect.flip(views.remove(me, kept.viewId).pipe(mine)))._tag, "NotFound")
      assert.strictEqual((yield* views.restore(me, kept.viewId).pipe(mine)).name, "Other")
      assert.strictEqual((yield* views.list(me).pipe(mine)).length, 1)
      const entries = yield* admin`select action from audit.entry where entity_id = ${kept.viewId} order by id`
      assert.deepStrictEqual(
        entries.map((entry) => entry["action"]),
        ["view.saved", "view.renamed", "view.removed", "view.restored"]
      )
    })
  )

  it.effect("differ by name in any case; a name that was taken meanwhile refuses the return", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const views = yield* SavedViews
      const me = a.owner.member.id
      const save = (text: string) => views.save(me, { name: name(text), search: {} }).pipe(as(a.owner))
      const first = yield* save("Reds")
      assert.strictEqual((yield* Effect.flip(save("REDS")))._tag, "AlreadyThere")
      yield* views.remove(me, first.viewId).pipe(as(a.owner))
      yield* save("reds")
      assert.strictEqual((yield* Effect.flip(views.restore(me, first.viewId).pipe(as(a.owner))))._tag, "AlreadyThere")
    })
  )

  it.effect("are at most as many as the limit says, and never another member's", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const views = yield* SavedViews
      const me = a.owner.member.id
      const save = (text: string) => views.save(me, { name: name(text), search: {} }).pipe(as(a.owner))
      const [first] = yield* Effect.forEach(
        Array.from({ length: savedViewLimit }, (_, i) => `View ${i}`),
        save
      )
      assert.strictEqual((yield* Effect.flip(save("One more")))._tag, "ValidationFailed")
      assert.strictEqual((yield* Effect.flip(views.list(me).pipe(as(a.advisor))))._tag, "NotFound")
      if (first === undefined) return assert.fail("nothing was saved")
      const theft = views.remove(a.advisor.member.id, first.viewId).pipe(as(a.advisor))
      assert.strictEqual((yield* Effect.flip(theft))._tag, "NotFound")
    })
  )
})
