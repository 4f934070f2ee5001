import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { minorFromDecimal, usd } from "@beep/kernel/Money"
import { accountLines } from "@beep/quickbooks/contract/report/BalanceSheet"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { trialBalanceLines } from "@beep/quickbooks/contract/report/TrialBalance"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../src/companies/generate.ts"
import { asOf } from "./support.ts"

const minor = (text: string): bigint => (text === "" ? 0n : (minorFromDecimal(text, usd) ?? -1n))

const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((total, amount) => total + amount, 0n)

const read = (company: ReturnType<typeof ledgerSource>, name: string, day: LocalDate) =>
  Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))(company.report(name, { start_date: day, end_date: day }))

describe("the trial balance of a generated company", () => {
  /** In the middle of a year, on its last day, on the first of the next one, and after documents that are dated ahead. */
  const days = [asOf, LocalDate.make("2025-12-31"), LocalDate.make("2026-01-01"), addDays(asOf, 30)]

  it.effect("has as many debits as credits on any day", () =>
    Effect.gen(function* () {
      let balances = 0
      for (const books of demoCompanies({ seed: 11, asOf })) {
        for (const day of days) {
          const lines = trialBalanceLines(yield* read(ledgerSource(books), "TrialBalance", day))
          balances += lines.length
          const debits = sum(lines.map((line) => minor(line.debit)))
          assert.strictEqual(debits, sum(lines.map((line) => minor(line.credit))), `${books.name} ${day}`)
        }
      }
      assert.isAbove(balances, 200)
    })
  )

  it.effect(
    "states the bank accounts as the balance sheet does, and keeps the year's result in its accounts on its last day",
    () =>
      Effect.gen(function* () {
        let results = 0
        for (const books of demoCompanies({ seed: 11, asOf })) {
          const company = ledgerSource(books)
          for (const day of days) {
            const lines = new Map(
              trialBalanceLines(yield* read(company, "TrialBalance", day)).map((line) => [
                line.accountId,
                minor(line.debit) - minor(line.credit)
              ])
            )
            for (const line of accountLines(yield* read(company, "BalanceSheet", day))) {
              if (line.groups.includes("BankAccounts"))
                assert.strictEqual(lines.get(line.accountId), minor(line.amount), `${books.name} ${day} ${line.name}`)
            }
            const income = books.accounts.filter((account) => account.type === "Income" && lines.has(account.id))
            if (day === "2025-12-31") results += income.length
          }
        }
        assert.isAbove(results, 5)
      })
  )
})
