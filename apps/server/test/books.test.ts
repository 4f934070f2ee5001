import type { ClientId } from "@beep/kernel/ids"
import { Digest } from "@beep/runway/contract/digest/Digest"
import { recordedRealmId } from "@beep/sandbox/companies/recorded"
import { twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { connect, type Session, synced } from "./books/connect.ts"
import { derivationOf, proveRows, sumFigures } from "./books/derivations.ts"
import { IntuitStandIn, layer as bothServers } from "./books/IntuitStandIn.ts"
import { jsonTypes } from "./books/jsonTypes.ts"
import { statedByQuickBooks } from "./books/statedByQuickBooks.ts"
import { call, signIn } from "./http.ts"

/** Every standard company linked to a client of one firm; all of them sync at once, more than the pool has connections. */
const makeDesk = Effect.gen(function* () {
  const { a } = yield* twoTenants
  const { asOf, companies } = yield* IntuitStandIn
  const session = yield* signIn(a.owner)
  const linked = yield* Effect.forEach(companies, (company) =>
    Effect.map(connect(a.owner, session, company), (clientId) => ({ company, clientId }))
  )
  const ended = yield* Effect.forEach(linked, ({ clientId }) => synced(session, clientId), { concurrency: 4 })
  return { asOf, session, linked, phases: ended.map(({ phase }) => phase) }
})

class Desk extends Context.Service<Desk, Effect.Success<typeof makeDesk>>()("books/Desk") {
  static readonly layer = Layer.effect(Desk, makeDesk)
}

const digestOf = (session: Session, clientId: ClientId) =>
  Effect.flatMap(call(`/api/advisor/clients/${clientId}/digest`, { headers: session }), ({ json }) =>
    Schema.decodeUnknownEffect(Digest)(json)
  )

const kept = Effect.map(Desk, ({ linked, ...desk }) => ({
  ...desk,
  kept: linked.filter(({ company }) => company.realmId !== recordedRealmId)
}))

const suite = Layer.orDie(Desk.layer).pipe(Layer.provideMerge(bothServers))

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })("the books of every standard company, over HTTP", (it) => {
  it.effect("were read to the end, all at once", () =>
    Effect.gen(function* () {
      const { linked, phases } = yield* Desk
      assert.isAbove(linked.length, 10)
      assert.deepStrictEqual([...new Set(phases)], ["succeeded"])
    })
  )

  it.effect(
    "agree with QuickBooks' own reports of the day to the cent",
    () =>
      Effect.gen(function* () {
        const { asOf, kept: linked, session } = yield* kept
        let later = 0
        for (const { clientId, company } of linked) {
          const digest = yield* digestOf(session, clientId)
          const stated = yield* statedByQuickBooks(company, asOf)
          assert.strictEqual(digest.asOfDate, asOf)
          const { banks, committed, ...totals } = stated
          later += committed.size
          assert.deepStrictEqual(
            {
              cash: digest.cash.total?.minor ?? 0n,
              receivables: digest.invoices.total?.minor,
              payables: digest.bills.total?.minor,
              billsOverdue: digest.bills.overdue?.amount.minor,
              billsDue7: digest.bills.due7?.amount.minor,
              billsDue30: digest.bills.due30?.amount.minor,
              invoicesOverdue: digest.invoices.overdue?.amount.minor
            },
            totals,
            company.name
          )
          for (const account of digest.cash.accounts) {
            assert.strictEqual(account.balance?.minor, banks.get(account.qboId ?? "") ?? 0n, `${company.name}: ${account.name}`)
          }
        }
        assert.isAbove(later, 0, "a payment dated later is among the books")
      }),
    120_000
  )

  it.effect(
    "prove every figure by rows that are there",
    () =>
      Effect.gen(function* () {
        const { kept: linked, session } = yield* kept
        for (const { clientId, company } of linked) {
          const seen = yield* Effect.forEach(sumFigures, (figure) => derivationOf(session, clientId, figure))
          for (const { amount, figure, rows } of seen.flatMap((derivation) => derivation.parts)) {
            assert.strictEqual(
              rows.filter((row) => row.counts).reduce((total, row) => total + row.amount.minor, 0n),
              amount.minor,
              `${company.name}: ${figure}`
            )
            assert.strictEqual(new Set(rows.map((row) => row.key)).size, rows.length, `${company.name}: ${figure}`)
          }
          const proven = yield* proveRows(
            session,
            clientId,
            company,
            seen.flatMap((derivation) => derivation.parts.flatMap((part) => part.rows))
          )
          assert.deepStrictEqual(proven.missing, [], company.name)
          assert.isAbove(proven.found, 0, company.name)
          const cash = seen.find((derivation) => derivation.figure === "cash")
          assert.deepStrictEqual(cash?.tieOuts.filter((tie) => tie.difference.minor !== 0n) ?? [], [], company.name)
        }
      }),
    170_000
  )

  it.effect("of 2020 show what was recorded, the day it is from, and nothing invented", () =>
    Effect.gen(function* () {
      const { linked, session } = yield* Desk
      const recorded = linked.find(({ company }) => company.realmId === recordedRealmId)
      if (recorded === undefined) return yield* Effect.die(new Error("the recorded company is not there"))
      const digest = yield* digestOf(session, recorded.clientId)
      assert.strictEqual(digest.invoices.total?.minor, 520_402n)
      assert.strictEqual(digest.bills.total?.minor, 5_811_555n)
      assert.strictEqual(digest.cash.total?.minor, 177_600n)
      assert.strictEqual(digest.runway.state, "unknown")
      assert.strictEqual(digest.runway.unknownBecause, "inputs_missing")
      assert.isNull(digest.runway.days)
      assert.deepStrictEqual(digest.missing, [
        "accounts",
        "invoices",
        "credit_memos",
        "payments",
        "bills",
        "vendor_credits",
        "journal_entries",
        "bill_payments"
      ])
      assert.deepStrictEqual(
        [digest.bills.due7, digest.bills.overdue, digest.invoices.overdue, digest.bills.aging],
        [null, null, null, null]
      )
      assert.deepStrictEqual(
        digest.cash.accounts.map(({ balanceDate, name }) => [name, balanceDate]),
        [
          ["Checking", "2020-09-29"],
          ["Savings", "2020-09-29"]
        ]
      )
      const cash = yield* derivationOf(session, recorded.clientId, "cash")
      assert.deepStrictEqual(
        cash.parts.flatMap((part) => part.rows.map((row) => [row.label, row.amount.minor, row.date])),
        [
          ["Checking", 97_600n, "2020-09-29"],
          ["Savings", 80_000n, "2020-09-29"]
        ]
      )
    })
  )

  it.effect("left no JSON in the database as the text of itself", () =>
    Effect.gen(function* () {
      yield* Desk
      const columns = yield* jsonTypes
      assert.includeMembers(
        columns.map(({ column }) => column),
        ["audit.entry.after", "identity.sealed_key.public_key", "runway.ledger_record.facts"]
      )
      assert.deepStrictEqual(
        columns.filter(({ types }) => types.some((type) => type !== "object" && type !== "array")),
        []
      )
      assert.deepStrictEqual(
        columns.filter(({ column, types }) => types.length === 0 && column.startsWith("runway.")).map(({ column }) => column),
        // Nobody kept a view here.
        ["runway.saved_view.search"]
      )
    })
  )
})
