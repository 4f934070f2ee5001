import { Connections } from "@beep/connections/server/Connections"
import type { ClientId } from "@beep/kernel/ids"
import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import type { Credentials } from "@beep/quickbooks/contract/Credentials"
import { activeOrNot } from "@beep/quickbooks/contract/query"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import type { Measured } from "@beep/runway/contract/oracle/accuracy"
import { oracleCashAccounts } from "@beep/runway/contract/oracle/cashAccounts"
import { burnByReport, cashByReport, payablesByReport, receivablesByReport } from "@beep/runway/contract/oracle/oracleParts"
import { oracleRunway } from "@beep/runway/contract/oracle/oracleRunway"
import { Effect, Stream } from "effect"

/** The oracle's measure of a client: asked of QuickBooks itself, past the mirror. */
export const measureByReports = Effect.fn("accuracy.reports")(function* (clientId: ClientId, day: LocalDate, currency: Currency) {
  const connections = yield* Connections
  const quickbooks = yield* QuickBooks
  return yield* connections.withAccessToken(clientId, (accessToken, realmId) =>
    Effect.gen(function* () {
      const credentials: Credentials = { accessToken, realmId }
      const report = (name: Parameters<typeof quickbooks.report>[1], params: Readonly<Record<string, string>>) =>
        Effect.map(quickbooks.report(credentials, name, params), ({ value }) => value)
      const from = addDays(day, -90)
      const accounts = yield* Stream.runCollect(
        Stream.map(quickbooks.queryAll(credentials, "Account", [activeOrNot]), ({ value }) => value)
      )
      const cash = oracleCashAccounts(accounts)
      const sheet = cash.length === 0 ? undefined : yield* report("BalanceSheet", { start_date: day, end_date: day })
      const receivables = yield* report("AgedReceivableDetail", { report_date: day })
      const payables = yield* report("AgedPayableDetail", { report_date: day })
      const period = { start_date: from, end_date: addDays(day, -1), accounting_method: "Accrual" }
      const ledger = yield* report("GeneralLedger", period)
      const [owed, owing] = [receivablesByReport(receivables, day, currency), payablesByReport(payables, day, currency)]
      const input = {
        cash: sheet === undefined ? null : cashByReport(sheet, cash, currency),
        receivables: owed.minor,
        payables: owing.minor,
        burn: burnByReport(
          ledger,
          cash,
          from,
          day,
          currency,
          accounts.filter(({ AccountType }) => AccountType === "Accounts Payable")
        )
      }
      const flagged: Measured["flagged"] = [
        ...(owed.isWhole ? [] : (["receivables"] as const)),
        ...(owing.isWhole ? [] : (["payables"] as const))
      ]
      return { ...input, flagged, runway: oracleRunway(input) } satisfies Measured
    })
  )
})
