import { addDays, todayIn } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { payablesByReport, receivablesByReport } from "@beep/runway/contract/oracle/oracleParts"
import { Runway } from "@beep/runway/server/runway/Runway"
import { Sync } from "@beep/runway/server/sync/Sync"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { latestCertificate } from "./books/certificates.ts"
import { linkedClient } from "./books/connect.ts"
import { IntuitStandIn, layer as bothServers, zone } from "./books/IntuitStandIn.ts"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))

/** A client's company, how to change it, and what both sides say of what is owed after a sync. */
const desk = Effect.fnUntraced(function* (index: number) {
  const { clientId, me, realmId, session } = yield* linkedClient(index)
  const { now, place } = yield* IntuitStandIn
  const admin = yield* AdminSql
  const today = yield* todayIn(zone)
  const company = yield* now(realmId)
  const first = (entity: "Customer" | "Vendor", type: string, open: "Invoice" | "Bill") => {
    const ref = `${entity}Ref`
    const owing = (company.rows(open) ?? []).find(
      ({ fields }) =>
        Number(fields["Balance"]) > 200 && String(fields["TxnDate"]) <= today && String(fields["DueDate"] ?? today) <= today
    )
    const party: unknown = owing?.fields[ref]
    const partyId = typeof party === "object" && party !== null && "value" in party ? String(party.value) : ""
    const account = (company.rows("Account") ?? []).find(({ fields }) => fields["AccountType"] === type)
    return { partyId, accountId: String(account?.fields["Id"]), documentId: String(owing?.fields["Id"]) }
  }
  const look = Effect.gen(function* () {
    yield* admin`update runway.sync_run set started_at = started_at - interval '1 minute' where client_id = ${clientId}::uuid`
    yield* me(Effect.flatMap(Sync, (sync) => sync.run(clientId)))
    const { result } = yield* me(Effect.flatMap(Runway, (runway) => runway.compute(clientId)))
    const certificate = yield* latestCertificate(session, clientId)
    const view = yield* now(realmId)
    const aged = (name: string) => decode(view.report(name, { report_date: today }))
    return {
      outcome: certificate.outcome,
      differing: certificate.sections.flatMap(({ entities }) =>
        entities.map(({ name, oursMinor, theirsMinor }) => [name, oursMinor, theirsMinor])
      ),
      figures: result.figures,
      oracle: {
        receivables: receivablesByReport(yield* aged("AgedReceivableDetail"), today, usd).minor,
        payables: payablesByReport(yield* aged("AgedPayableDetail"), today, usd).minor
      }
    }
  })
  return { today, first, look, place: (order: Parameters<typeof place>[1]) => place(realmId, order) }
})

layer(bothServers, { excludeTestServices: true, timeout: "3 minutes" })(
  "what stands on receivables and payables without a document of its own",
  (it) => {
    it.effect(
      "is owed, or lowers what is owed, by a line of a deposit, a cheque or an expense, as the oracle and QuickBooks' reports have it",
      () =>
        Effect.gen(function* () {
          const { first, look, place, today } = yield* desk(0)
          const before = yield* look
          assert.strictEqual(before.outcome, "ties_out")
          const customer = first("Customer", "Accounts Receivable", "Invoice")
          const vendor = first("Vendor", "Accounts Payable", "Bill")
          const on = (days: number) => addDays(today, -days)
          const [receivable, payable] = [customer.accountId, vendor.accountId]
          // A customer's money that was booked as a deposit, older than the days cash movements are read for.
          yield* place({
            order: "create",
            document: { entity: "Deposit", date: on(200), amount: "40.00", accountId: receivable, customerId: customer.partyId }
          })
          // A cheque to a customer, who owes it back.
          yield* place({
            order: "create",
            document: { entity: "Purchase", date: on(9), amount: "15.00", accountId: receivable, customerId: customer.partyId }
          })
          // A vendor that was paid ahead of its bill.
          yield* place({
            order: "create",
            document: { entity: "Purchase", date: on(7), amount: "25.00", accountId: payable, vendorId: vendor.partyId }
          })
          const after = yield* look
          assert.deepStrictEqual(after.differing, [])
          assert.strictEqual(after.outcome, "ties_out")
          const change = (figure: "receivables" | "payables" | "countable_receivables" | "near_payables") =>
            (after.figures[figure]?.amountMinor ?? 0n) - (before.figures[figure]?.amountMinor ?? 0n)
          assert.deepStrictEqual([change("receivables"), change("payables")], [-2_500n, -2_500n])
          assert.deepStrictEqual([change("countable_receivables"), change("near_payables")], [-2_500n, -2_500n])
          assert.deepStrictEqual(
            [after.figures.countable_receivables?.amountMinor, after.figures.near_payables?.amountMinor],
            [after.oracle.receivables, after.oracle.payables]
          )
          const rows = after.figures.countable_receivables?.rows.filter(
            ({ source }) => source === "Deposit" || source === "Purchase"
          )
          assert.deepStrictEqual(rows?.map(({ amountMinor, reason, source }) => [source, reason, amountMinor]).toSorted(), [
            ["Deposit", "line_credit", -4_000n],
            ["Purchase", "open_balance", 1_500n]
          ])
        }),
      120_000
    )

    it.effect(
      "is a payment whose invoice or bill was given a later day, until that day",
      () =>
        Effect.gen(function* () {
          const { first, look, place, today } = yield* desk(1)
          const customer = first("Customer", "Accounts Receivable", "Invoice")
          const vendor = first("Vendor", "Accounts Payable", "Bill")
          const amount = "50.00"
          yield* place({
            order: "create",
            document: {
              entity: "Payment",
              date: addDays(today, -3),
              customerId: customer.partyId,
              amount,
              applied: [{ id: customer.documentId, amount }]
            }
          })
          yield* place({
            order: "create",
            document: {
              entity: "BillPayment",
              date: addDays(today, -2),
              vendorId: vendor.partyId,
              applied: [{ id: vendor.documentId, amount }]
            }
          })
          assert.strictEqual((yield* look).outcome, "ties_out")
          yield* place({ order: "editDate", id: customer.documentId, date: addDays(today, 5) })
          yield* place({ order: "editDate", id: vendor.documentId, date: addDays(today, 6) })
          const moved = yield* look
          assert.deepStrictEqual(moved.differing, [])
          assert.strictEqual(moved.outcome, "ties_out")
          assert.strictEqual(
            moved.figures.receivables?.rows.some(({ qboId }) => String(qboId) === customer.documentId),
            false
          )
        }),
      120_000
    )
  }
)
