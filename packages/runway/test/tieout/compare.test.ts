import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { tieOutOf } from "../../src/contract/tieout/tieOutOf.ts"
import type { TieOutSection } from "../../src/contract/tieout/TieOutSection.ts"
import { account, asOf, books, payable, receivable } from "../../src/testing/books.ts"
import { agedReport, balanceSheet, trialBalance } from "./reports.ts"
import { type Case, compared, glAccount, typed, unread } from "./support.ts"

const due = (days: number): string => addDays(asOf, -days)
const customer = (name: string, ...amounts: ReadonlyArray<bigint>) => ({ id: "7", name, amounts })

const sectionOf = (given: Case, section: TieOutSection) => {
  const found = compared(given).result.sections.find((one) => one.section === section)
  if (found === undefined) throw new Error(section)
  return found
}

/** An invoice of 100.00 to customer 7 that has been due for some days, beside what the report says of it. */
const oneInvoice = (days: number, ...amounts: ReadonlyArray<bigint>) =>
  sectionOf(
    {
      books: books({ receivables: [receivable("Invoice", "1", 10_000n, { party: "7", due: due(days) })] }),
      reports: { receivables: agedReport("customer", asOf, [customer("Harbor Inn", ...amounts)]) }
    },
    "receivables"
  )

describe("a certificate", () => {
  it("is green when all four sections agree, empty ones too", () => {
    const { names, result } = compared({ books: books() })
    assert.strictEqual(result.outcome, "ties_out")
    assert.deepStrictEqual(
      result.sections.map(({ outcome }) => outcome),
      ["agrees", "agrees", "agrees", "agrees"]
    )
    assert.deepStrictEqual(names, [])
  })

  it("is not green when one report could not be read, and says why", () => {
    const nothing = Result.succeed([])
    const agreeing = { ours: nothing, theirs: { report: null, rows: nothing } }
    const { result } = tieOutOf(asOf, usd, {
      receivables: agreeing,
      payables: agreeing,
      bank: agreeing,
      trial_balance: { ours: nothing, theirs: unread }
    })
    assert.strictEqual(result.outcome, "not_compared")
    assert.deepStrictEqual(
      result.sections.map(({ outcome, reason }) => [outcome, reason]),
      [
        ["agrees", null],
        ["agrees", null],
        ["agrees", null],
        ["not_compared", "quickbooks_unavailable"]
      ]
    )
  })

  it("says that it differs where one section differs and another was not compared", () => {
    const { result } = compared({
      books: books({ receivables: [receivable("Invoice", "1", 1n)] }),
      ledger: { yearStart: null }
    })
    assert.strictEqual(result.outcome, "differs")
    assert.strictEqual(result.sections[3]?.reason, "fiscal_year_unknown")
  })

  it("counts an account once that differs among the bank accounts and in the trial balance", () => {
    const { names, result } = compared({
      books: books({ accounts: [account("35", 10_000n)] }),
      ledger: { accounts: [typed("35", "Bank")], ledger: [glAccount("35", 10_000n)] },
      reports: {
        bank: balanceSheet(asOf, [{ id: "35", name: "Checking", amount: 9_999n }]),
        trial_balance: trialBalance(asOf, [{ id: "35", name: "Checking", amount: 9_999n }])
      }
    })
    assert.deepStrictEqual(
      result.sections.map(({ differing }) => differing),
      [0, 0, 1, 1]
    )
    assert.strictEqual(result.differing, 1)
    assert.deepStrictEqual(names, ["Account 35", "Account 35"])
  })
})

describe("receivables and payables", () => {
  it("agree to the cent", () => {
    const section = oneInvoice(10, 0n, 10_000n, 0n, 0n, 0n)
    assert.strictEqual(section.outcome, "agrees")
    assert.deepStrictEqual([section.compared, section.oursMinor, section.theirsMinor], [1, 10_000n, 10_000n])
  })

  it("differ by one cent, naming the customer with both amounts and the bucket", () => {
    const section = oneInvoice(10, 0n, 9_999n, 0n, 0n, 0n)
    assert.strictEqual(section.outcome, "differs")
    assert.deepStrictEqual(section.entities, [
      {
        entityType: "Customer",
        qboId: QboId.make("7"),
        oursMinor: 10_000n,
        theirsMinor: 9_999n,
        buckets: [{ bucket: "1_30", oursMinor: 10_000n, theirsMinor: 9_999n }]
      }
    ])
  })

  it("differ where the total is right and the bucket is not", () => {
    const section = oneInvoice(10, 10_000n, 0n, 0n, 0n, 0n)
    assert.deepStrictEqual(
      section.entities.map(({ buckets, oursMinor, theirsMinor }) => [
        oursMinor,
        theirsMinor,
        buckets.map(({ bucket }) => bucket)
      ]),
      [[10_000n, 10_000n, ["not_due", "1_30"]]]
    )
  })

  const edges: ReadonlyArray<readonly [days: number, bucket: number]> = [
    [-1, 0],
    [0, 0],
    [1, 1],
    [30, 1],
    [31, 2],
    [60, 2],
    [61, 3],
    [90, 3],
    [91, 4],
    [400, 4]
  ]
  for (const [days, bucket] of edges) {
    it(`put an invoice ${days} days past due where QuickBooks puts it`, () => {
      const amounts = [0n, 0n, 0n, 0n, 0n].map((_, at) => (at === bucket ? 10_000n : 0n))
      assert.strictEqual(oneInvoice(days, ...amounts).outcome, "agrees")
    })
  }

  it("name a customer that only QuickBooks has, and one that only we have", () => {
    const section = sectionOf(
      {
        books: books({ receivables: [receivable("Invoice", "1", 200n, { party: "7", due: due(0) })] }),
        reports: { receivables: agedReport("customer", asOf, [{ id: "8", name: "Quarry", amounts: [300n, 0n, 0n, 0n, 0n] }]) }
      },
      "receivables"
    )
    assert.deepStrictEqual(
      section.entities.map(({ oursMinor, qboId, theirsMinor }) => [String(qboId), oursMinor, theirsMinor]),
      [
        ["8", null, 300n],
        ["7", 200n, null]
      ]
    )
  })

  it("lower a customer by credits and unapplied payments, in the bucket of their own day", () => {
    const section = sectionOf(
      {
        // The documents of these books are dated 30 days before the day.
        books: books({
          receivables: [
            receivable("Invoice", "1", 10_000n, { party: "7", due: due(45) }),
            receivable("CreditMemo", "2", 1_500n, { party: "7", due: null }),
            receivable("Payment", "3", 500n, { party: "7", due: null })
          ]
        }),
        reports: { receivables: agedReport("customer", asOf, [customer("Harbor Inn", 0n, -2_000n, 10_000n, 0n, 0n)]) }
      },
      "receivables"
    )
    assert.strictEqual(section.outcome, "agrees")
    assert.strictEqual(section.oursMinor, 8_000n)
  })

  it("age a document without a due date from its own day, also where terms gave it one", () => {
    const undated = receivable("Invoice", "1", 10_000n, { party: "7", due: null })
    const derived = { ...receivable("Invoice", "2", 400n, { party: "7", due: due(-20) }), dueDerived: true }
    const section = sectionOf(
      {
        books: books({ receivables: [undated, derived] }),
        reports: { receivables: agedReport("customer", asOf, [customer("Harbor Inn", 0n, 10_400n, 0n, 0n, 0n)]) }
      },
      "receivables"
    )
    assert.strictEqual(section.outcome, "agrees")
  })

  it("count a bill as open that a payment recorded for a later day settles", () => {
    const later = (amount: bigint, day: string) => ({
      entityType: "Bill" as const,
      partyQboId: QboId.make("9"),
      partyName: "Brightwater",
      txnDate: LocalDate.make(day),
      dueDate: asOf,
      openMinor: amount,
      homeOpenMinor: amount
    })
    const section = sectionOf(
      {
        books: books({ payables: [payable("Bill", "1", 100n, { party: "9", due: due(0) })] }),
        later: [later(900n, "2025-09-30"), later(5n, "2025-10-02")],
        reports: { payables: agedReport("vendor", asOf, [{ id: "9", name: "Brightwater", amounts: [1_000n, 0n, 0n, 0n, 0n] }]) }
      },
      "payables"
    )
    assert.strictEqual(section.outcome, "agrees")
  })

  it("compare a foreign document in home currency, and nothing where its rate is not known", () => {
    const inEuro = (home: bigint | null) =>
      sectionOf(
        {
          books: books({ payables: [payable("Bill", "1", 900n, { party: "9", due: due(0), home })] }),
          reports: { payables: agedReport("vendor", asOf, [{ id: "9", name: "Lumen", amounts: [1_000n, 0n, 0n, 0n, 0n] }]) }
        },
        "payables"
      )
    assert.strictEqual(inEuro(1_000n).outcome, "agrees")
    assert.deepStrictEqual([inEuro(null).outcome, inEuro(null).reason], ["not_compared", "exchange_rate_missing"])
  })
})

describe("bank accounts", () => {
  const bank = (ours: bigint, theirs: ReadonlyArray<bigint>, more: Parameters<typeof account>[2] = {}) =>
    sectionOf(
      {
        books: books({ accounts: [account("35", ours, more), account("41", 5_000n, { role: "credit" })] }),
        reports: {
          bank: balanceSheet(
            asOf,
            theirs.map((amount) => ({ id: "35", name: "Checking", amount }))
          )
        }
      },
      "bank"
    )

  it("agree whatever their part in the runway is, and cards are not among them", () => {
    assert.strictEqual(bank(700n, [700n]).outcome, "agrees")
    assert.strictEqual(bank(700n, [700n], { role: "restricted" }).outcome, "agrees")
    assert.strictEqual(bank(700n, [700n]).compared, 1)
  })

  it("agree at zero with a balance sheet that leaves the account out", () => {
    assert.strictEqual(bank(0n, []).outcome, "agrees")
  })

  it("differ by a cent, and where QuickBooks has no such account", () => {
    assert.deepStrictEqual(
      [bank(701n, [700n]), bank(701n, [])].map(({ entities }) => entities.map((entity) => entity.theirsMinor)),
      [[700n], [null]]
    )
  })

  it("are not compared with the report that gave us the balance", () => {
    assert.strictEqual(bank(700n, [700n], { balanceSource: "report" }).reason, "only_report_known")
  })

  it("are found by name where the report leaves out the id", () => {
    const section = sectionOf(
      {
        books: books({ accounts: [account("35", 700n)] }),
        ledger: { accounts: [typed("35", "Bank")], ledger: [] },
        reports: { bank: balanceSheet(asOf, [{ id: null, name: "Account 35", amount: 700n }]) }
      },
      "bank"
    )
    assert.strictEqual(section.outcome, "agrees")
  })
})

describe("the trial balance", () => {
  const line = (key: string, day: string, amountMinor: bigint) => ({
    key,
    date: LocalDate.make(day),
    txnType: "Expense",
    txnQboId: null,
    docNumber: null,
    partyName: null,
    amountMinor
  })
  const accounts = [
    typed("35", "Bank"),
    typed("60", "Accounts Payable"),
    typed("70", "Equity", "RetainedEarnings"),
    typed("80", "Expense"),
    typed("90", "Income")
  ]
  const from = LocalDate.make("2025-04-04")
  const stated = (...lines: ReadonlyArray<readonly [id: string, amount: bigint]>) =>
    trialBalance(
      asOf,
      lines.map(([id, amount]) => ({ id, name: `Account ${id}`, amount }))
    )
  const balance = (ledger: Case["ledger"], report: ReturnType<typeof stated>) =>
    sectionOf(
      {
        books: books(),
        ledger: { accounts, ledgerFrom: from, yearStart: LocalDate.make("2025-01-01"), ...ledger },
        reports: { trial_balance: report }
      },
      "trial_balance"
    )

  it("adds every mirrored line to the balance the ledger began with, and turns credits round", () => {
    const ledger = [
      glAccount("35", 1_000n, [line("a", "2025-05-01", -300n)]),
      glAccount("60", 50n, [line("b", "2025-05-01", 20n)]),
      glAccount("80", 5n, [line("c", "2025-05-01", 300n)])
    ]
    const section = balance({ ledger }, stated(["35", 700n], ["60", -70n], ["80", 305n]))
    assert.deepStrictEqual(
      [section.outcome, section.compared, section.oursMinor, section.theirsMinor],
      ["agrees", 3, 1_005n, 1_005n]
    )
  })

  it("shows a line that was lost, though the ledger's own ending balance would not", () => {
    const section = balance({ ledger: [glAccount("35", 1_000n)] }, stated(["35", 700n]))
    assert.deepStrictEqual(
      section.entities.map(({ oursMinor, theirsMinor }) => [oursMinor, theirsMinor]),
      [[1_000n, 700n]]
    )
  })

  it("does not count a line of before the report again", () => {
    const ledger = [glAccount("35", 1_000n, [line("old", "2025-04-03", 40n), line("new", "2025-04-04", 1n)])]
    assert.strictEqual(balance({ ledger }, stated(["35", 1_001n])).outcome, "agrees")
  })

  it("carries the result of a year that ended inside the ledger's days to retained earnings", () => {
    const ledger = [
      glAccount("35", 0n, [line("a", "2025-06-30", 900n), line("b", "2025-07-01", 100n), line("c", "2025-07-02", -30n)]),
      glAccount("90", 200n, [line("a", "2025-06-30", 900n), line("b", "2025-07-01", 100n)]),
      glAccount("80", 50n, [line("c", "2025-07-02", 30n)])
    ]
    const section = balance(
      { ledger, yearStart: LocalDate.make("2025-07-01") },
      stated(["35", 970n], ["90", -100n], ["80", 30n], ["70", -1_050n])
    )
    assert.strictEqual(section.outcome, "agrees", JSON.stringify(section.entities.map(({ qboId }) => qboId)))
  })

  it("is not compared on a ledger of another day, nor with an account whose type is not known", () => {
    assert.strictEqual(balance({ ledgerTo: addDays(asOf, -1) }, stated()).reason, "ledger_of_another_day")
    assert.strictEqual(balance({ ledger: [glAccount("404", 1n)] }, stated(["404", 1n])).reason, "account_type_unknown")
    assert.strictEqual(balance({ accounts: [] }, stated()).reason, "inputs_missing")
  })
})

describe("a report", () => {
  const reasonFor = (report: ReturnType<typeof agedReport>) =>
    sectionOf({ books: books(), reports: { receivables: report } }, "receivables").reason
  const plain = agedReport("customer", asOf, [customer("Harbor Inn", 0n, 0n, 0n, 0n, 1n)])

  it("of another day, basis or currency is not compared", () => {
    assert.strictEqual(reasonFor(agedReport("customer", addDays(asOf, 1), [])), "report_of_another_day")
    assert.strictEqual(reasonFor({ ...plain, Header: { ...plain.Header, ReportBasis: "Cash" } }), "report_on_cash_basis")
    assert.strictEqual(reasonFor({ ...plain, Header: { ...plain.Header, Currency: "CAD" } }), "report_in_other_currency")
    assert.isNull(reasonFor(plain))
  })

  it("whose lines do not add up, or that has other buckets, is not compared", () => {
    const [row] = plain.Rows.Row ?? []
    const cells = row?.ColData ?? []
    const wrong = { ...plain, Rows: { Row: [{ ...row, ColData: [...cells.slice(0, 6), { value: "0.02" }] }] } }
    assert.strictEqual(reasonFor(wrong), "unreadable_answer")
    const columns = { Column: (plain.Columns.Column ?? []).slice(0, 5) }
    assert.strictEqual(reasonFor({ ...plain, Columns: columns }), "unreadable_answer")
  })

  it("with an amount that is no amount is not compared", () => {
    const [row] = plain.Rows.Row ?? []
    const cells = row?.ColData ?? []
    const wrong = { ...plain, Rows: { Row: [{ ...row, ColData: [...cells.slice(0, 5), { value: "1,00" }, ...cells.slice(6)] }] } }
    assert.strictEqual(reasonFor(wrong), "unreadable_amount")
  })
})
