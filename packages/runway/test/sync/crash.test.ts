import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Fiber, Layer } from "effect"
import { Sync } from "../../src/server/sync/Sync.ts"
import { invoice, smallCompany } from "./support/companies.ts"
import { connectedClient, connectedFirm, infrastructure, versionsOf } from "./support/suite.ts"

/** Stops the fiber at the n-th transaction of a sync: just before its commit, or just after. */
class Fault extends Context.Service<Fault, { at: number; when: "before" | "after" | "never"; seen: number }>()("test/Fault") {
  static readonly layer = Layer.sync(Fault, () => Fault.of({ at: 0, when: "never", seen: 0 }))
}

const faulty = Layer.effect(
  TenantTransaction,
  Effect.gen(function* () {
    const inner = yield* TenantTransaction
    const fault = yield* Fault
    return TenantTransaction.of({
      call: inner.call,
      run: (effect) =>
        Effect.suspend(() => {
          fault.seen += 1
          if (fault.when === "never" || fault.seen !== fault.at) return inner.run(effect)
          return fault.when === "before"
            ? inner.run(Effect.tap(effect, () => Effect.interrupt))
            : Effect.tap(inner.run(effect), () => Effect.interrupt)
        })
    })
  })
)

const suite = Sync.layer.pipe(Layer.provide(faulty), Layer.provideMerge(Fault.layer), Layer.provideMerge(infrastructure))
const company = smallCompany([invoice(1, 300), invoice(2, 200)])

layer(suite, { timeout: "2 minutes", excludeTestServices: true })("a sync that is cut off", (it) => {
  it.effect(
    "loses nothing and repeats nothing, wherever it stops",
    () =>
      Effect.gen(function* () {
        const fault = yield* Fault
        const sync = yield* Sync
        const whole = yield* connectedFirm(company)
        fault.seen = 0
        yield* whole.me(sync.run(whole.clientId))
        const steps = fault.seen
        const expected = yield* versionsOf(whole.clientId)
        assert.isAbove(steps, 20)
        assert.isAbove(expected.length, 10)
        for (const when of ["before", "after"] as const) {
          // Rolled back at n leaves what committed at n-1 left: every n is cut after its commit, every sixth before it as well.
          for (let at = when === "after" ? 1 : 3; at <= steps; at += when === "after" ? 1 : 6) {
            const clientId = yield* connectedClient(whole.a)
            const me = as(whole.a.owner)
            Object.assign(fault, { at, when, seen: 0 })
            const cut = yield* Effect.forkChild(me(sync.run(clientId)))
            const exit = yield* Fiber.await(cut)
            assert.strictEqual(exit._tag, "Failure", `cut ${when} commit ${at}`)
            fault.when = "never"
            const status = yield* me(sync.run(clientId))
            assert.strictEqual(status.phase, "succeeded")
            assert.deepStrictEqual(yield* versionsOf(clientId), expected, `cut ${when} commit ${at} of ${steps}`)
          }
        }
      }),
    180_000
  )
})
