import { dayText } from "@beep/runway/contract/ledger/MovementDay"
import { expectedItems } from "@beep/runway/contract/completeness/expectedItems"
import type { LedgerSnapshot } from "@beep/runway/contract/ledger/LedgerSnapshot"
import { canonicalInput } from "@beep/runway/contract/runway/canonicalInput"
import { derive } from "@beep/runway/contract/runway/derive"
import { defaultSettings } from "@beep/runway/contract/runway/RunwaySettings"
import { Ledger } from "@beep/runway/server/ledger/Ledger"
import { Sync } from "@beep/runway/server/sync/Sync"
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { demoCompanies, generate } from "@beep/sandbox/companies/generate"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { latestCertificate } from "./books/certificates.ts"
import { linkedClient } from "./books/connect.ts"
import { IntuitStandIn, layerOf } from "./books/IntuitStandIn.ts"

/** The first is read in several pages the others have cards, pay cheques and sub-accounts. */
const suite = layerOf((asOf) =>
  Effect.succeed([
    ledgerSource(generate({ rows: 14_000, seed: 14_000, asOf })),
    ...demoCompanies({ seed: 7, asOf }).slice(0, 2).map(ledgerSource)
  ])
)

const settings = { ...defaultSettings, burnBasis: "net" as const }

/** Everything of a result but the rows behind it. */
const told = (snapshot: LedgerSnapshot) => {
  const { books: _, computation, figures, ...rest } = derive(snapshot, settings)
  return {
    ...rest,
    input: computation?.input,
    amounts: Object.values(figures).map((figure) => [figure?.id, figure?.amountMinor, figure?.basis])
  }
}

const withRows = ({ glAccounts }: LedgerSnapshot) => glAccounts.filter(({ rows }) => rows.length > 0).length

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })("reads of the ledger by what they hold on to", (it) => {
  for (const index of [0, 1, 2])
    it.effect(
      `give one figure, one hash and one expectation, for company ${index}`,
      () =>
        Effect.gen(function* () {
          const { clientId, me, session } = yield* linkedClient(index)
          const [ledger, digest] = [yield* Ledger, yield* Digest.Digest]
          const { asOf } = yield* IntuitStandIn
          // The night reads thirteen months.
          yield* me(Effect.flatMap(Sync, (sync) => sync.catchUp(clientId, "nightly")))
          assert.strictEqual((yield* latestCertificate(session, clientId)).outcome, "ties_out")
          const all = yield* me(ledger.snapshot(clientId, asOf))
          const [sums, expected, proof] = yield* Effect.all([
            me(ledger.books(clientId, asOf, "sums")),
            me(ledger.books(clientId, asOf, "expected")),
            me(ledger.books(clientId, asOf, "proof"))
          ])
          assert.isAbove(all.movements.length, 100)
          for (const less of [sums, expected, proof]) {
            assert.strictEqual(canonicalInput(less, settings), canonicalInput(all, settings))
            assert.deepStrictEqual(told(less), told(all))
          }
          // The hash of each day is of what a person can open, not of the sums.
          const byDay = Map.groupBy(all.movements, ({ date }) => date)
          const hashed = yield* Effect.forEach([...byDay], ([date, ofDay]) =>
            Effect.map(digest.digestHex(Digest.sha256, new TextEncoder().encode(dayText(ofDay))), (sha256) => ({
              date,
              movements: ofDay.length,
              sha256
            }))
          )
          assert.deepStrictEqual(all.movementDays, hashed)

          assert.isNull(sums.outgoings)
          assert.deepStrictEqual(expectedItems(expected), expectedItems(all))
          assert.deepStrictEqual(derive(proof, settings).figures, derive(all, settings).figures, "a person opens the same rows")
          assert.isTrue([...sums.glAccounts, ...expected.glAccounts].every(({ rows }) => rows.length === 0))
          assert.isAbove(withRows(all), withRows(proof))
          for (const { lineCount, name, rows } of all.glAccounts) assert.strictEqual(rows.length, lineCount, name)
        }).pipe(Effect.provide(Digest.layerWebCrypto)),
      120_000
    )
})
