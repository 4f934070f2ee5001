import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { suite } from "./support.ts"

const [john, lee, fox] = [Email.make("john@thompson.example"), Email.make("marcus@lee.example"), Email.make("fox@glove.example")]

layer(suite, { excludeTestServices: true })("the known addresses of a client that exists", (it) => {
  it.effect("are changed with an audit entry, refused where they changed since they were seen, and put back by an undo", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const contacts = yield* ClientContacts
      const { id } = a.clients.shared
      const first = yield* as(a.advisor)(contacts.change(id, { addresses: [john, fox, john], expected: [] }))
      assert.deepStrictEqual(first.addresses, [fox, john])
      const late = yield* Effect.flip(as(a.owner)(contacts.change(id, { addresses: [lee], expected: [] })))
      assert.strictEqual(late._tag, "StaleObject")
      yield* as(a.owner)(contacts.change(id, { addresses: [lee], expected: first.addresses }))
      const undone = yield* as(a.owner)(contacts.change(id, { addresses: first.addresses, expected: [lee] }))
      assert.deepStrictEqual(undone, first)
      const admin = yield* AdminSql
      const logged = yield* admin`select after from audit.entry where organization_id = ${a.organization.id}
        and action = 'contacts.changed' order by id`
      assert.deepStrictEqual(
        logged.map((row) => row["after"]),
        [{ addresses: 2 }, { addresses: 1 }, { addresses: 2 }]
      )
    })
  )

  it.effect("are refused where another client one sees has one, told by its place; kept when that is meant", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const contacts = yield* ClientContacts
      yield* as(a.advisor)(contacts.change(a.clients.advised.id, { addresses: [lee] }))
      yield* as(a.owner)(contacts.change(a.clients.unassigned.id, { addresses: [fox] }))
      yield* as(b.owner)(contacts.change(b.clients.shared.id, { addresses: [john] }))
      const { id } = a.clients.shared
      const change = { addresses: [john, lee, fox] }
      const seen = yield* Effect.flip(as(a.advisor)(contacts.change(id, change)))
      assert.deepInclude(seen, { _tag: "AddressesElsewhere" })
      assert.deepStrictEqual("taken" in seen ? seen.taken : [], [{ place: 1, clientIds: [a.clients.advised.id] }])
      assert.deepStrictEqual((yield* as(a.advisor)(contacts.list(id))).addresses, [], "nothing was changed")
      const owner = yield* Effect.flip(as(a.owner)(contacts.change(id, change)))
      assert.deepStrictEqual(
        "taken" in owner ? owner.taken.map(({ place }) => place) : [],
        [1, 2],
        "who sees every client is told of every one, and of no other firm's"
      )
      const kept = yield* as(a.advisor)(contacts.change(id, { ...change, allowShared: true }))
      assert.strictEqual(kept.addresses.length, 3)
      assert.strictEqual((yield* Effect.flip(as(a.advisor)(contacts.change(b.clients.shared.id, change))))._tag, "NotFound")
    })
  )
})
