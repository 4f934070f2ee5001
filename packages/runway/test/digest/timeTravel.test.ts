import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Settings } from "@beep/tenancy/server/Settings"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Schema } from "effect"
import { Digest } from "../../src/contract/digest/Digest.ts"
import { endOfDay } from "../../src/contract/digest/KnownTime.ts"
import { defaultClientSettings } from "../../src/contract/onboarding/ClientSettings.ts"
import { FigureId } from "../../src/contract/runway/Figure.ts"
import { Bridges } from "../../src/server/bridge/Bridges.ts"
import { CashDecisions } from "../../src/server/cash/CashDecisions.ts"
import { Digests } from "../../src/server/digest/Digests.ts"
import { clientDecisionWrites } from "../../src/server/internal/onboarding/ClientDecisionWrites.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { AfterSyncServices, RunwayServices } from "../../src/server/RunwayLayer.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { atTime } from "../../src/testing/atTime.ts"
import { answer, company2020, type Company, invoice, row, smallCompany } from "../sync/support/companies.ts"
import { unhurried } from "../sync/support/suite.ts"

const suite = Layer.mergeAll(CashDecisions.layer, Sync.layer).pipe(
  Layer.provideMerge(AfterSyncServices),
  Layer.provideMerge(RunwayServices),
  Layer.provideMerge(AuditTrail.layer),
  Layer.provideMerge(Ledger.layer),
  Layer.provideMerge(unhurried),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

/** The same numbers in every run, so that a failure can be looked at again. */
const dice = (seed: number) => {
  let state = seed
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

type Row = ReturnType<typeof row>

interface Books {
  invoices: ReadonlyArray<Row>
  bills: ReadonlyArray<Row>
  balance: number
}

const bill = (id: number, balance: number, more: Readonly<Record<string, unknown>>): Row =>
  row(id, {
    TotalAmt: balance,
    Balance: balance,
    VendorRef: { value: "46", name: "Norton Lumber" },
    DocNumber: `B-${id}`,
    ...more
  })

const companyOf = ({ balance, bills, invoices }: Books): Company => {
  const company = smallCompany(invoices)
  return {
    ...company,
    entities: {
      ...company.entities,
      Vendor: company2020.entities["Vendor"],
      Bill: bills,
      Account: [
        row(35, { Name: "Checking", AccountType: "Bank", CurrentBalance: balance }),
        row(36, { Name: "Savings", AccountType: "Bank", CurrentBalance: 800 }),
        row(941, { Name: "Client Trust", AccountType: "Bank", CurrentBalance: 50 })
      ]
    }
  }
}

const first = LocalDate.make("2020-09-29")
const noon = (day: number) => Date.UTC(2020, 8, 29 + day, 17)

/** One change of the books at QuickBooks: new, raised, paid, voided, moved, backdated or deleted. */
const changed = (books: Books, roll: (sides: number) => number, serial: number, today: LocalDate): Books => {
  const side = roll(2) === 0 ? "invoices" : "bills"
  const rows = books[side]
  const at = roll(Math.max(rows.length, 1))
  const put = (next: Row): Books => ({ ...books, [side]: rows.map((one, index) => (index === at ? next : one)) })
  const target = rows[at]
  const make = side === "invoices" ? invoice : bill
  const amount = 50 + roll(900)
  if (target === undefined || roll(3) === 0) {
    const dated = roll(2) === 0 ? today : addDays(today, -30)
    const made = make(1000 + serial, amount, {
      TxnDate: dated,
      DueDate: addDays(dated, roll(90)),
      TotalAmt: amount,
      SyncToken: "0"
    })
    return { ...books, balance: books.balance + roll(40) - 20, [side]: [...rows, made] }
  }
  const edit = { SyncToken: String(serial) }
  switch (roll(5)) {
    case 0:
      return put({ ...target, ...edit, Balance: 0 })
    case 1:
      return put({ ...target, ...edit, TotalAmt: amount, Balance: amount })
    case 2:
      return put({ ...target, ...edit, DueDate: addDays(today, roll(120) - 60) })
    case 3:
      return put({ ...target, ...edit, TotalAmt: 0, Balance: 0 })
    default:
      return { ...books, [side]: rows.filter((_, index) => index !== at) }
  }
}

/** One decision of a member: what counts as cash, the next payroll, the client's bands or the organization's. */
const decided = Effect.fnUntraced(function* (firm: Firm, clientId: ClientId, roll: (sides: number) => number, today: LocalDate) {
  const cash = yield* CashDecisions
  const settings = yield* Settings
  const transaction = yield* TenantTransaction
  const writes = yield* clientDecisionWrites
  const choice = roll(4)
  if (choice < 2) {
    const { cash: question } = yield* as(firm.owner)(cash.standing(clientId))
    const accounts = question.accounts.map(({ accountId, role }) =>
      accountId === "36" && choice === 0
        ? { accountId, role: roll(2) === 0 ? ("included" as const) : ("excluded" as const) }
        : { accountId, role }
    )
    const payroll = roll(3) === 0 ? null : { nextDate: addDays(today, 1 + roll(30)), amountMinor: BigInt(1000 + roll(90_000)) }
    yield* as(firm.owner)(cash.change(clientId, { accounts, payroll }))
  } else if (choice === 2) {
    const red = 10 + roll(40)
    yield* as(firm.owner)(
      transaction.run(
        writes.keepSettings({
          organizationId: firm.organization.id,
          clientId,
          ...defaultClientSettings,
          redBelowDays: red,
          yellowBelowDays: red + 20,
          criticalBelowDays: 5,
          by: firm.owner.member.id,
          at: yield* DateTime.now
        })
      )
    )
  } else {
    const { rowVersion } = yield* as(firm.owner)(settings.current)
    const red = 10 + roll(40)
    yield* as(firm.owner)(
      settings.change({
        expectedVersion: rowVersion,
        thresholds: { redBelowDays: red, yellowBelowDays: red + 30, criticalBelowDays: 3 }
      })
    )
  }
})

const bytesOf = (digest: Digest): string => JSON.stringify(Schema.encodeSync(Digest)(digest))

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("time travel", (it) => {
  it.effect(
    "any past digest equals the stored answer of that day byte for byte after 200 random later changes, and the bridge between any two has no remainder",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const intuit = yield* StandInIntuit
        const sync = yield* Sync
        const digests = yield* Digests
        const bridges = yield* Bridges
        const clientId = a.clients.shared.id
        const zone = a.clients.shared.timezone
        const roll = dice(20_261_120)
        let books: Books = {
          invoices: [invoice(1, 300)],
          bills: [bill(7, 120, { TxnDate: "2020-09-20", DueDate: "2020-10-10" })],
          balance: 976
        }
        const shown: Array<{ readonly at: DateTime.Utc; readonly bytes: string }> = []
        const look = Effect.gen(function* () {
          const digest = yield* as(a.advisor)(digests.get(clientId))
          shown.push({ at: digest.knownAt, bytes: bytesOf(digest) })
        })
        intuit.data = answer(companyOf(books))
        yield* as(a.advisor)(TestConnections.connect(clientId, "913034889", `time-${clientId}`)).pipe(atTime(noon(0)))
        yield* look.pipe(atTime(noon(0)))
        yield* as(a.advisor)(sync.run(clientId)).pipe(atTime(noon(0) + 60_000))
        yield* look.pipe(atTime(noon(0) + 120_000))
        let changes = 0
        let day = 0
        while (changes < 200) {
          day += 1 + roll(3)
          const today = addDays(first, day)
          const many = 5 + roll(8)
          for (let one = 0; one < many; one += 1) books = changed(books, roll, changes + one, today)
          changes += many
          intuit.data = answer(companyOf(books))
          yield* as(a.advisor)(sync.run(clientId)).pipe(atTime(noon(day)))
          if (roll(2) === 0) {
            yield* decided(a, clientId, roll, today).pipe(atTime(noon(day) + 60_000))
            changes += 1
          }
          yield* look.pipe(atTime(noon(day) + 120_000))
          // Nothing moved: what was kept in the process is answered, and must be what is computed again at the end.
          yield* look.pipe(atTime(noon(day) + 121_000))
        }
        const end = atTime(noon(day + 1))
        assert.isAbove(new Set(shown.map(({ bytes }) => bytes.replaceAll(/"knownAt":"[^"]*"/g, ""))).size, 15)
        for (const { at, bytes } of shown) {
          const again = yield* as(a.advisor)(digests.get(clientId, at)).pipe(end)
          assert.strictEqual(bytesOf(again), bytes, DateTime.formatIso(at))
        }
        const lastDay = addDays(first, day)
        const byDay = yield* as(a.advisor)(digests.get(clientId, lastDay)).pipe(end)
        assert.deepStrictEqual(byDay.knownAt, endOfDay(lastDay, zone))
        assert.strictEqual(
          (yield* Effect.flip(as(a.advisor)(digests.get(clientId, addDays(lastDay, 9))).pipe(end)))._tag,
          "ValidationFailed"
        )

        // Every figure of a past day opens to rows that sum to it, and every record among them to what it was then.
        let opened = 0
        for (const { at } of shown.slice(1, 6)) {
          for (const figure of FigureId.literals) {
            const derivation = yield* as(a.advisor)(digests.derivation(clientId, { figure, at })).pipe(end)
            for (const part of derivation.parts) {
              opened += 1
              const sum = part.rows.reduce((total, one) => (one.counts ? total + one.amount.minor : total), 0n)
              assert.strictEqual(sum, part.amount.minor, `${figure} ${part.figure}`)
            }
          }
        }
        assert.isAbove(opened, 50)
        const [once] = shown.slice(1)
        if (once === undefined) return assert.fail("nothing was shown")
        const then = yield* as(a.advisor)(digests.derivation(clientId, { figure: "receivables", at: once.at })).pipe(end)
        const row = then.parts[0]?.rows.find(({ source }) => source === "Invoice")
        if (row?.qboId === undefined || row.qboId === null) return assert.fail("no invoice was open")
        const view = yield* as(a.advisor)(digests.ledgerRecord(clientId, "Invoice", row.qboId, once.at)).pipe(end)
        assert.deepInclude(view.facts, { name: "Open", value: "300" })

        for (let pair = 0; pair < 12; pair += 1) {
          const [one, other] = [shown[roll(shown.length)], shown[roll(shown.length)]]
          if (one === undefined || other === undefined || DateTime.Equivalence(one.at, other.at)) continue
          const [from, to] = DateTime.isLessThan(one.at, other.at) ? [one.at, other.at] : [other.at, one.at]
          const bridge = yield* as(a.advisor)(bridges.between(clientId, { from, to })).pipe(end)
          const [before, after] = [bridge.from.components, bridge.to.components]
          if (bridge.parts === null || before === null || after === null) {
            assert.isTrue(bridge.from.unknownBecause !== null || bridge.to.unknownBecause !== null)
            continue
          }
          for (const id of ["cash", "countableReceivables", "nearPayables", "billOutflow", "otherOutflow"] as const) {
            const sum = bridge.parts.reduce((total, part) => total + part.change[id].minor, 0n)
            assert.strictEqual(sum, after[id].minor - before[id].minor, id)
          }
          if (bridge.changeHundredths !== null)
            assert.strictEqual(
              bridge.parts.reduce((total, part) => total + (part.hundredths ?? Number.NaN), 0),
              bridge.changeHundredths
            )
        }
        const backwards = yield* Effect.flip(as(a.advisor)(bridges.between(clientId, { from: lastDay, to: first })).pipe(end))
        assert.strictEqual(backwards._tag, "ValidationFailed")
        assert.strictEqual((yield* Effect.flip(as(a.idleAdvisor)(digests.get(clientId, first)).pipe(end)))._tag, "NotFound")
        assert.strictEqual(
          (yield* Effect.flip(as(a.idleAdvisor)(bridges.between(clientId, { from: first })).pipe(end)))._tag,
          "NotFound"
        )
      }),
    { timeout: 600_000 }
  )
})
