import { Currency } from "@beep/kernel/Money"
import { Clients } from "@beep/tenancy/server/Clients"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, type Company, invoice, row, smallCompany } from "./support/companies.ts"
import { connectedFirm, suite, versionsOf } from "./support/suite.ts"

const kept = (currency: string, invoices = [invoice(1, 300)]): Company => {
  const company = smallCompany(invoices)
  const prefs = row(1, { CurrencyPrefs: { HomeCurrency: { value: currency }, MultiCurrencyEnabled: false } })
  return { ...company, entities: { ...company.entities, Preferences: [prefs] } }
}

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("the home currency of a client", (it) => {
  it.effect(
    "is the one QuickBooks keeps its books in from the first sync on, and says so in the log",
    () =>
      Effect.gen(function* () {
        const { clientId, me } = yield* connectedFirm(kept("EUR"))
        const sync = yield* Sync
        const clients = yield* Clients
        assert.strictEqual((yield* me(clients.require(clientId))).homeCurrency, "USD")
        assert.strictEqual((yield* me(sync.run(clientId))).phase, "succeeded")
        assert.strictEqual((yield* me(clients.require(clientId))).homeCurrency, "EUR")
        const admin = yield* AdminSql
        assert.deepStrictEqual(
          yield* admin`select before, after from audit.entry where client_id = ${clientId}::uuid and action = 'settings.changed'`,
          [{ before: { homeCurrency: "USD" }, after: { homeCurrency: "EUR" } }]
        )
        const currencies =
          yield* admin`select distinct currency from runway.ledger_record where client_id = ${clientId}::uuid and entity_type = 'Invoice'`
        assert.deepStrictEqual(currencies, [{ currency: "EUR" }], "what follows is read in that currency")
      }),
    60_000
  )

  it.effect(
    "is never changed under mirrored books: nothing is read, in words, until QuickBooks has the old one again",
    () =>
      Effect.gen(function* () {
        const { clientId, intuit, me } = yield* connectedFirm(kept("USD"))
        const sync = yield* Sync
        const clients = yield* Clients
        assert.strictEqual((yield* me(sync.run(clientId))).phase, "succeeded")
        const invoices = Effect.map(versionsOf(clientId), (all) =>
          all.filter(({ current, entity_type }) => current && entity_type === "Invoice").map(({ open_minor }) => open_minor)
        )
        intuit.data = answer(kept("GBP", [invoice(1, 100)]), "2026-11-20T12:00:00Z")
        const refused = yield* me(sync.catchUp(clientId, "webhook", ["Preferences"]))
        assert.deepStrictEqual([refused.phase, refused.errorCode], ["halted", "home_currency_changed"])
        assert.strictEqual((yield* me(clients.require(clientId))).homeCurrency, Currency.make("USD"))
        assert.deepStrictEqual(yield* invoices, [30_000n])
        assert.strictEqual((yield* me(sync.catchUp(clientId, "person"))).errorCode, "home_currency_changed")
        assert.deepStrictEqual(yield* invoices, [30_000n])

        intuit.data = answer(kept("USD", [invoice(1, 100)]), "2026-11-20T12:00:00Z")
        assert.strictEqual((yield* me(sync.catchUp(clientId, "comparison"))).phase, "succeeded")
        assert.deepStrictEqual(yield* invoices, [10_000n])
      }),
    60_000
  )
})
