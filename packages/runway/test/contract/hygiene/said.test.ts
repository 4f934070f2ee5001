import { Currency } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import type { Finding } from "../../../src/contract/hygiene/Finding.ts"
import { findingsOf } from "../../../src/contract/hygiene/findings.ts"
import type { HygieneBooks } from "../../../src/contract/hygiene/HygieneBooks.ts"
import { type RuleId, rules } from "../../../src/contract/hygiene/Rule.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { account, coverageOf, dollars, movement } from "../../../src/testing/books.ts"
import { bill, day, document, hygiene, invoice, paid, party } from "../../../src/testing/hygieneBooks.ts"
import {
  eur,
  lateBill,
  lateInvoice,
  ledger,
  ledgerRead,
  many,
  monthly,
  reported,
  spent,
  syncedAgo,
  unsorted,
  with_
} from "./caseBooks.ts"

const found = (ruleId: RuleId, parts: Partial<HygieneBooks>): ReadonlyArray<Finding> =>
  findingsOf(hygiene(parts)).filter((finding) => finding.ruleId === ruleId)

type Said = Partial<Pick<Finding, "amountMinor" | "date" | "facts" | "key">> & { readonly records?: ReadonlyArray<string> }

/** What is said of the one finding there is, as far as `said` speaks of it. */
const assertSaid = (ruleId: RuleId, parts: Partial<HygieneBooks>, said: Said) => {
  const findings = found(ruleId, parts)
  assert.strictEqual(findings.length, 1)
  const [finding] = findings
  if (finding === undefined) return
  const { records, ...rest } = said
  assert.deepInclude(finding, rest)
  if (records !== undefined)
    assert.deepStrictEqual(
      finding.records.map(({ entityType, qboId }) => `${entityType}/${qboId}`),
      records
    )
}

const funds = { undeposited: { accountIds: new Set(["90"]), balanceMinor: 1n } }

const cases: ReadonlyArray<readonly [RuleId, string, Partial<HygieneBooks>, Said]> = [
  [
    "HYG-01",
    "the bill with what is left of it, and when it was written",
    with_(bill("1", { dueIn: null, openMinor: 4_000n })),
    { key: "Bill/1", records: ["Bill/1"], amountMinor: 4_000n, date: day(-10), facts: {} }
  ],
  [
    "HYG-02",
    "a receipt that waits: since when, and all of it",
    { ...with_(paid("Payment", "1", { written: -4, accountId: "90" })), ...funds },
    { key: "Payment/1", amountMinor: 10_000n, date: day(-4), facts: { cause: "undeposited", days: 4 } }
  ],
  [
    "HYG-02",
    "a deposit: the part that no receipt speaks of",
    with_(paid("Deposit", "1", { written: -5, looseMinor: 2_500n })),
    { amountMinor: 2_500n, facts: { cause: "no_receipt", days: 5 } }
  ],
  [
    "HYG-02",
    "a deposit in another currency: all of it, in home currency",
    with_(paid("Deposit", "1", { written: -5, looseMinor: 2_500n, currency: eur, homeTotalMinor: 11_000n })),
    { amountMinor: 11_000n }
  ],
  [
    "HYG-03",
    "the account with its balance and the day of it",
    ledger({ accounts: [account("35", -700n, { balanceDate: day(-1) })] }),
    { key: "Account/35", records: ["Account/35"], amountMinor: -700n, date: day(-1), facts: {} }
  ],
  [
    "HYG-04",
    "the same number: what is beyond the first, oldest first, at the date of the last",
    with_(
      bill("2", { docNumber: "7", totalMinor: 300n, written: -8 }),
      bill("1", { docNumber: "7", totalMinor: 300n, written: -3, openMinor: 200n }),
      bill("3", { docNumber: "7", totalMinor: 300n, written: -8, openMinor: 0n })
    ),
    {
      key: "Bill/1|Bill/2|Bill/3",
      records: ["Bill/2", "Bill/3", "Bill/1"],
      amountMinor: 500n,
      date: day(-3),
      facts: { count: 3, cause: "same_number" }
    }
  ],
  [
    "HYG-04",
    "the same amount, where there is no number",
    with_(bill("1", { docNumber: null }), bill("2", { docNumber: null })),
    { facts: { count: 2, cause: "same_amount" } }
  ],
  [
    "HYG-04",
    "no amount where one of them is worth nobody knows what",
    with_(bill("1", { docNumber: "7", currency: eur }), bill("2", { docNumber: "7", currency: eur })),
    { amountMinor: null }
  ],
  ["HYG-05", "that there is no party", with_(bill("1", { party: null })), { facts: { cause: "no_party", overdue: -20 } }],
  [
    "HYG-05",
    "that nobody knows the party",
    with_(invoice("1", { party: "77" })),
    { facts: { cause: "unknown_party", overdue: -20 } }
  ],
  [
    "HYG-07",
    "a transaction once, with the sum of its lines as a magnitude",
    ledger({
      glAccounts: [
        unsorted([
          [-5, -100n, "1"],
          [-4, -200n, "1"]
        ])
      ]
    }),
    { key: "Purchase/1", records: ["Purchase/1"], amountMinor: 300n, date: day(-5), facts: { count: 1 } }
  ],
  [
    "HYG-08",
    "the amount as it was written",
    with_(bill("1", { totalMinor: -50n, openMinor: 0n })),
    { amountMinor: -50n, date: day(20) }
  ],
  [
    "HYG-10",
    "how long it is overdue",
    with_(lateInvoice("1", 91)),
    { amountMinor: 10_000n, date: day(-91), facts: { days: 91, overdue: 91 } }
  ],
  [
    "HYG-11",
    "all of them, the longest overdue first",
    with_(lateInvoice("1", 3), lateInvoice("2", 9, dollars(7)), lateInvoice("4", 3), lateInvoice("3", 3)),
    {
      records: ["Invoice/2", "Invoice/1", "Invoice/3", "Invoice/4"],
      amountMinor: dollars(307),
      date: day(-9),
      facts: { count: 4, days: 9 }
    }
  ],
  [
    "HYG-12",
    "what is left of it, and since when it is overdue",
    with_(lateInvoice("1", 2, dollars(6_000))),
    { amountMinor: dollars(6_000), facts: { days: 2, overdue: 2 } }
  ],
  ["HYG-13", "since when it is overdue", lateBill(61), { key: "Bill/1", facts: { days: 61, overdue: 61 } }],
  [
    "HYG-14",
    "vendors",
    { parties: [party("Vendor", "2", { name: "Oak" }), party("Vendor", "1", { name: "Oak LLC" })] },
    {
      key: "Vendor/1|Vendor/2",
      records: ["Vendor/2", "Vendor/1"],
      amountMinor: null,
      date: null,
      facts: { count: 2, cause: "vendors" }
    }
  ],
  [
    "HYG-14",
    "customers",
    { parties: [party("Customer", "1", { name: "Oak" }), party("Customer", "2", { name: "Oak LLC" })] },
    { key: "Customer/1|Customer/2", facts: { count: 2, cause: "customers" } }
  ],
  [
    "HYG-15",
    "the vendor with what is open of its bills",
    {
      ...with_(bill("1", { openMinor: 4_000n }), bill("2"), bill("3", { openMinor: 0n })),
      parties: [party("Vendor", "1", { termId: null })]
    },
    { key: "Vendor/1", records: ["Vendor/1"], amountMinor: 14_000n, date: null, facts: { count: 2 } }
  ],
  [
    "HYG-15",
    "no amount where nothing is open",
    { ...with_(bill("1", { openMinor: 0n })), parties: [party("Vendor", "1", { termId: null })] },
    { amountMinor: null, facts: { count: 0 } }
  ],
  [
    "HYG-16",
    "the customer with what is open of its invoices, and not of its bills",
    {
      ...with_(invoice("1", { openMinor: 4_000n }), invoice("2"), bill("3")),
      parties: [party("Vendor", "1"), party("Customer", "1", { contact: { email: false, phone: true } })]
    },
    { key: "Customer/1", amountMinor: 14_000n, facts: { count: 2 } }
  ],
  [
    "HYG-17",
    "what it was compared with",
    {
      ...with_(bill("1", { totalMinor: 30_001n, openMinor: 1n })),
      histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 5, medianMinor: 10_000n }]
    },
    { amountMinor: 30_001n, facts: { cause: "above_median", comparedMinor: 10_000n, count: 5, overdue: -20 } }
  ],
  [
    "HYG-17",
    "the limit of a first bill",
    {
      ...with_(bill("1", { totalMinor: dollars(10_001) })),
      histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 1, medianMinor: 1n }]
    },
    { facts: { cause: "first_bill", comparedMinor: dollars(10_000), count: 1, overdue: -20 } }
  ],
  [
    "HYG-18",
    "that the party is inactive",
    { ...with_(bill("1")), parties: [party("Vendor", "1", { state: "inactive" })] },
    { facts: { cause: "inactive", overdue: -20 } }
  ],
  [
    "HYG-18",
    "that the party is deleted",
    { ...with_(bill("1")), parties: [party("Vendor", "1", { state: "deleted" })] },
    { facts: { cause: "deleted", overdue: -20 } }
  ],
  [
    "HYG-18",
    "that the name is another",
    with_(bill("1", { writtenName: "Somebody" })),
    { facts: { cause: "other_name", overdue: -20 } }
  ],
  [
    "HYG-19",
    "how much more cash we have than the report says",
    ledger({ accounts: [account("35", dollars(1_000))], reportCashMinor: dollars(900) }),
    {
      key: "cash",
      records: ["Account/35"],
      amountMinor: dollars(100),
      date: day(0),
      facts: { cause: "cash", comparedMinor: dollars(900) }
    }
  ],
  [
    "HYG-19",
    "how much of the outflow no transaction tells",
    {
      ...ledger({ ...ledgerRead, movements: [spent("1", 9_000n), spent("2", 1_000n)] }),
      transactions: new Map([["Purchase/1", 9_000n]])
    },
    { key: "outflow", amountMinor: 1_000n, facts: { cause: "outflow", comparedMinor: 10_000n } }
  ],
  ["HYG-19", "drift without an amount", { drifting: true }, { key: "drift", amountMinor: null, facts: { cause: "drift" } }],
  [
    "HYG-20",
    "since when it is not put against anything",
    with_(document("Payment", "1", { written: -15, dueIn: null }), invoice("2")),
    { key: "Payment/1", amountMinor: 10_000n, date: day(-15), facts: { days: 15 } }
  ],
  [
    "HYG-21",
    "that a name speaks of money of others",
    ledger({ accounts: [account("35", 7n, { name: "Client Trust" })] }),
    { key: "Account/35", amountMinor: 7n, facts: { cause: "looks_restricted" } }
  ],
  [
    "HYG-21",
    "that a role does",
    ledger({ accounts: [account("35", 7n, { role: "restricted" })] }),
    { facts: { cause: "looks_restricted" } }
  ],
  ["HYG-21", "that nobody decided", ledger({ accounts: [account("35", 7n)] }), { facts: { cause: "never_confirmed" } }],
  [
    "HYG-22",
    "the last one that came, and when the next one should have",
    ledger({ ...ledgerRead, glAccounts: [monthly([-250, -220, -190, -160, -130, -100, -70, -40])] }),
    // The last five came between the 22nd and the 24th of their months.
    { records: ["Bill/b40"], amountMinor: dollars(400), facts: { count: 5, days: 8 }, date: day(-8) }
  ],
  [
    "HYG-23",
    "what was paid in the window, and when last",
    ledger({
      movements: [
        movement("1", -300n, "payroll", { date: day(-20) }),
        movement("2", -400n, "payroll", { date: day(-6) }),
        movement("3", -500n, "payroll", { date: day(-34) }),
        movement("4", -900n, "other_out", { date: day(-2) })
      ]
    }),
    { key: "payroll", records: [], amountMinor: 1_200n, date: day(-6), facts: { count: 3 } }
  ],
  ["HYG-24", "for how long", syncedAgo(25), { key: "stale", amountMinor: null, facts: { hours: 25, cause: "stale" } }],
  [
    "HYG-24",
    "that it must be connected again",
    { ...syncedAgo(1), connection: "error" },
    { facts: { hours: 1, cause: "needs_reconnect" } }
  ],
  ["HYG-25", "no amount", with_(bill("1", { currency: eur })), { key: "Bill/1", amountMinor: null }],
  [
    "HYG-26",
    "in how many days",
    with_(paid("BillPayment", "1", { written: 6 })),
    { amountMinor: 10_000n, date: day(6), facts: { days: 6 } }
  ],
  ["HYG-27", "that there is no number", with_(bill("1", { docNumber: null })), { facts: { cause: "no_number", overdue: -20 } }],
  [
    "HYG-27",
    "that nobody says how it was paid",
    with_(paid("BillPayment", "1", { method: null })),
    { facts: { cause: "no_method" } }
  ]
]

describe("P1-3.1 what a finding says", () => {
  it.each(cases)("P1-3.1 %s: %s", (ruleId, _what, parts, said) => assertSaid(ruleId, parts, said))
})

/** Each looked like one of these to somebody who changed a rule. */
const silent: ReadonlyArray<readonly [RuleId, string, Partial<HygieneBooks>]> = [
  ["HYG-02", "a voided receipt", { ...with_(paid("Payment", "1", { written: -9, accountId: "90", voided: true })), ...funds }],
  [
    "HYG-02",
    "a receipt over nothing",
    { ...with_(paid("Payment", "1", { written: -9, accountId: "90", totalMinor: 0n })), ...funds }
  ],
  [
    "HYG-02",
    "a receipt, where payments were not read",
    {
      ...with_(paid("Payment", "1", { written: -9, accountId: "90" })),
      ...funds,
      ...ledger({ coverage: coverageOf(["payments"]) })
    }
  ],
  [
    "HYG-02",
    "a receipt, where the accounts were not read",
    { ...with_(paid("Payment", "1", { written: -9, accountId: "90" })), undeposited: null }
  ],
  ["HYG-02", "a payment of a bill", { ...with_(paid("BillPayment", "1", { written: -9, accountId: "90" })), ...funds }],
  ["HYG-04", "credits of nobody", with_(bill("1", { party: null, docNumber: "7" }), bill("2", { party: null, docNumber: "7" }))],
  [
    "HYG-04",
    "two currencies",
    with_(bill("1", { docNumber: "7" }), bill("2", { docNumber: "7", currency: eur, homeTotalMinor: 10_000n }))
  ],
  [
    "HYG-04",
    "bills over nothing",
    with_(bill("1", { docNumber: "7", totalMinor: 0n }), bill("2", { docNumber: "7", totalMinor: 0n }))
  ],
  [
    "HYG-04",
    "bills over nobody knows what",
    with_(bill("1", { docNumber: "7", totalMinor: null }), bill("2", { docNumber: "7", totalMinor: null }))
  ],
  ["HYG-04", "two deposits", with_(paid("Deposit", "1", { docNumber: "7" }), paid("Deposit", "2", { docNumber: "7" }))],
  ["HYG-05", "a payment of nobody", with_(paid("Payment", "1", { party: null }))],
  ["HYG-07", "a day to come", ledger({ glAccounts: [unsorted([[1, 100n, "1"]])] })],
  ["HYG-07", "a kind we do not keep", ledger({ glAccounts: [reported("Suspense", [[-5, 100n, "1", "Inventory Qty Adjust"]])] })],
  [
    "HYG-15",
    "vendors that were not read",
    {
      ...with_(bill("1")),
      parties: [party("Vendor", "1", { termId: null })],
      ...ledger({ coverage: coverageOf(["vendors"]) })
    }
  ],
  [
    "HYG-16",
    "customers that were not read",
    {
      ...with_(invoice("1")),
      parties: [party("Customer", "1", { contact: { email: false, phone: true } })],
      ...ledger({ coverage: coverageOf(["customers"]) })
    }
  ],
  ["HYG-17", "a bill of a vendor without a history", with_(bill("1", { totalMinor: dollars(20_000) }))],
  [
    "HYG-17",
    "a bill of long ago",
    {
      ...with_(bill("1", { totalMinor: 30_001n, openMinor: 0n, written: -91 })),
      histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 5, medianMinor: 10_000n }]
    }
  ],
  [
    "HYG-17",
    "a credit",
    {
      ...with_(document("VendorCredit", "1", { totalMinor: 30_001n })),
      histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 5, medianMinor: 10_000n }]
    }
  ],
  [
    "HYG-18",
    "a payment of somebody inactive",
    { ...with_(paid("Payment", "1")), parties: [party("Customer", "1", { state: "inactive" })] }
  ],
  [
    "HYG-19",
    "the outflow, where it was not read",
    ledger({
      ...ledgerRead,
      coverage: { ...coverageOf(["cash_movements"]), historyFrom: day(-300) },
      movements: [spent("1", 100n)]
    })
  ],
  [
    "HYG-19",
    "a transfer between our accounts",
    ledger({
      ...ledgerRead,
      movements: [movement("1", -100n, "transfer_internal", { date: day(-5), reportRowKey: "row" })]
    })
  ],
  ["HYG-19", "outflow before the window", ledger({ ...ledgerRead, movements: [spent("1", 100n, -91)] })],
  [
    "HYG-20",
    "a receipt of nobody",
    with_(document("Payment", "1", { written: -15, dueIn: null, party: null }), invoice("2", { party: null }))
  ],
  ["HYG-20", "a deposit", with_(document("Deposit", "1", { written: -15, dueIn: null }), invoice("2"))],
  ["HYG-21", "an account that is no bank", ledger({ accounts: [account("35", 1n, { role: "not_cash" })] })],
  ["HYG-23", "spending that is no pay", ledger({ movements: [movement("1", -1n, "other_out", { date: day(-9) })] })],
  ["HYG-25", "a deposit", with_(paid("Deposit", "1", { currency: eur }))],
  ["HYG-25", "a document over nothing", with_(bill("1", { currency: eur, totalMinor: 0n }))],
  ["HYG-26", "a voided payment", with_(paid("BillPayment", "1", { written: 1, voided: true }))],
  ["HYG-26", "a bill of tomorrow", with_(bill("1", { written: 1 }))],
  ["HYG-27", "a payment of nothing", with_(paid("BillPayment", "1", { method: null, totalMinor: 0n }))],
  ["HYG-27", "a receipt", with_(paid("Payment", "1", { method: null }))]
]

describe("P1-3.1 what no finding speaks of", () => {
  it.each(silent)("P1-3.1 %s: %s", (ruleId, _what, parts) => assert.deepStrictEqual(found(ruleId, parts), []))
})

describe("P1-3.1 amounts of a limit", () => {
  it("are whole units of the home currency, also where it has no cents", () => {
    const yen = Currency.make("JPY")
    const at = (homeTotalMinor: bigint) =>
      found("HYG-12", {
        ...with_(invoice("1", { dueIn: -1, currency: yen, homeTotalMinor, homeOpenMinor: homeTotalMinor })),
        ...ledger({ currency: yen })
      }).length
    assert.deepStrictEqual([at(5_000n), at(5_001n)], [0, 1])
  })
})

describe("P1-3.1 the sight that a review rests on", () => {
  const seen = (ruleId: RuleId, parts: Partial<HygieneBooks>) => found(ruleId, parts)[0]?.evidence

  const changes: ReadonlyArray<readonly [RuleId, string, Partial<HygieneBooks>, Partial<HygieneBooks>]> = [
    [
      "HYG-27",
      "what is left of a bill",
      with_(bill("1", { docNumber: null })),
      with_(bill("1", { docNumber: null, openMinor: 1n }))
    ],
    [
      "HYG-27",
      "its total",
      with_(bill("1", { docNumber: null })),
      with_(bill("1", { docNumber: null, totalMinor: 2n, openMinor: 10_000n }))
    ],
    ["HYG-27", "its due date", with_(bill("1", { docNumber: null })), with_(bill("1", { docNumber: null, dueIn: 21 }))],
    ["HYG-27", "its date", with_(bill("1", { docNumber: null })), with_(bill("1", { docNumber: null, written: -11 }))],
    ["HYG-27", "its party", with_(bill("1", { docNumber: null })), with_(bill("1", { docNumber: null, party: "2" }))],
    ["HYG-13", "its number", lateBill(61), with_(bill("1", { written: -91, dueIn: -61, docNumber: "other" }))],
    ["HYG-03", "a balance", ledger({ accounts: [account("35", -1n)] }), ledger({ accounts: [account("35", -2n)] })],
    [
      "HYG-21",
      "the name of an account",
      ledger({ accounts: [account("35", 1n)] }),
      ledger({ accounts: [account("35", 1n, { name: "Other" })] })
    ],
    [
      "HYG-07",
      "an amount",
      ledger({ glAccounts: [unsorted([[-5, 1n, "1"]])] }),
      ledger({ glAccounts: [unsorted([[-5, 2n, "1"]])] })
    ],
    ["HYG-11", "which are overdue", with_(lateInvoice("1", 3)), with_(lateInvoice("1", 3), lateInvoice("2", 3))],
    ["HYG-24", "three days without a sync", syncedAgo(25), syncedAgo(73)],
    [
      "HYG-04",
      "one of two that are the same",
      with_(bill("1", { docNumber: "7" }), bill("2", { docNumber: "7" })),
      with_(bill("1", { docNumber: "7" }), bill("2", { docNumber: "7", openMinor: 1n }))
    ],
    [
      "HYG-14",
      "the name of one of two",
      { parties: [party("Vendor", "1", { name: "Oak" }), party("Vendor", "2", { name: "Oak" })] },
      { parties: [party("Vendor", "1", { name: "Oak" }), party("Vendor", "2", { name: "Oak LLC" })] }
    ]
  ]

  it.each(changes)("P1-4.4 %s: is another one after a change of %s", (ruleId, _what, before, after) => {
    assert.isDefined(seen(ruleId, before))
    assert.notStrictEqual(seen(ruleId, after), seen(ruleId, before))
  })

  it("is the same while a day passes", () => {
    assert.strictEqual(seen("HYG-24", syncedAgo(26)), seen("HYG-24", syncedAgo(25)))
    assert.strictEqual(seen("HYG-11", with_(lateInvoice("1", 4))), seen("HYG-11", with_(lateInvoice("1", 3))))
    assert.strictEqual(
      seen("HYG-11", with_(lateInvoice("1", 4), lateInvoice("2", 3))),
      seen("HYG-11", with_(lateInvoice("1", 4), lateInvoice("2", 5))),
      "whatever order they stand in"
    )
  })
})

describe("P1-3.1 the table of the rules (runway.md 4.2)", () => {
  const where = (is: (rule: (typeof rules)[RuleId]) => boolean) =>
    Object.entries(rules).flatMap(([ruleId, rule]) => (is(rule) ? [ruleId] : []))

  it("has these beside cash", () => {
    const beside = ["HYG-07", "HYG-14", "HYG-15", "HYG-16", "HYG-18", "HYG-27"]
    assert.deepStrictEqual(
      where(({ cashRelevant }) => !cashRelevant),
      beside
    )
    assert.deepStrictEqual(
      where(({ effect }) => effect === "dates"),
      ["HYG-01", "HYG-06", "HYG-09", "HYG-15"]
    )
    assert.deepStrictEqual(
      where(({ effect }) => effect === "bookkeeping"),
      beside.filter((ruleId) => ruleId !== "HYG-15")
    )
    assert.strictEqual(where(({ effect }) => effect === "cash").length, 18)
  })

  it("gives a quick fix to these", () => {
    assert.deepStrictEqual(
      Object.entries(rules).flatMap(([ruleId, { fixes }]) => (fixes.length > 0 ? [[ruleId, ...fixes]] : [])),
      [
        ["HYG-01", "set_due_date", "set_terms"],
        ["HYG-06", "set_due_date"],
        ["HYG-09", "set_due_date"],
        ["HYG-15", "set_terms"],
        ["HYG-16", "add_email"]
      ]
    )
  })

  it("sends to another place for these", () => {
    assert.deepStrictEqual(
      Object.entries(rules).flatMap(([ruleId, { place }]) => (place === null ? [] : [[ruleId, place]])),
      [
        ["HYG-19", "sync"],
        ["HYG-21", "cash_settings"],
        ["HYG-23", "payroll_settings"],
        ["HYG-24", "connection"]
      ]
    )
  })
})

describe("P1-3.1 many small ones", () => {
  it("counts what nobody sorted over all accounts that take such", () => {
    const parts = ledger({
      glAccounts: [
        unsorted(many(6, (at) => [-5, 100n, `a${at}`] as const)),
        reported(
          "Suspense",
          many(5, (at) => [-5, 100n, `b${at}`] as const)
        )
      ]
    })
    const findings = found("HYG-07", parts)
    assert.deepStrictEqual([...new Set(findings.map(({ facts, severity }) => `${severity} ${facts.count}`))], ["high 11"])
  })
})
