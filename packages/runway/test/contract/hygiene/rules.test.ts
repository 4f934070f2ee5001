import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { evidenceOf, type Finding } from "../../../src/contract/hygiene/Finding.ts"
import { findingsOf } from "../../../src/contract/hygiene/findings.ts"
import type { HygieneBooks } from "../../../src/contract/hygiene/HygieneBooks.ts"
import { IssueId } from "../../../src/contract/hygiene/HygieneIssue.ts"
import { RuleId } from "../../../src/contract/hygiene/Rule.ts"
import { type KeptIssue, type Named, scanPlan } from "../../../src/contract/hygiene/scanPlan.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { account, asOf, books, coverageOf, dollars, movement, readAt } from "../../../src/testing/books.ts"
import { bill, day, document, hygiene, invoice, paid, party } from "../../../src/testing/hygieneBooks.ts"

const eur = Currency.make("EUR")

const ledger = (parts: Partial<LedgerSnapshot>): Partial<HygieneBooks> => ({ snapshot: books(parts) })

/** An account of the ledger report with rows of [days from today, amount, id]. */
const reported = (name: string, rows: ReadonlyArray<readonly [number, bigint, string, string?]>, accountType = "Expense") => ({
  qboId: QboId.make(`gl-${name}`),
  name,
  accountType,
  role: "not_cash" as const,
  beginningMinor: 0n,
  endingMinor: 0n,
  rows: rows.map(([days, amountMinor, id, txnType = "Expense"]) => ({
    key: `${name}/${id}`,
    date: day(days),
    txnType,
    txnQboId: QboId.make(id),
    docNumber: null,
    partyName: "Vendor 1",
    amountMinor
  }))
})

const unsorted = (rows: ReadonlyArray<readonly [number, bigint, string]>) => reported("Uncategorized Expense", rows)

const spent = (id: string, amount: bigint, days = -10) =>
  movement(id, -amount, "purchase", { date: day(days), reportRowKey: `row-${id}` })

const monthly = (days: ReadonlyArray<number>) =>
  reported(
    "Accounts Payable",
    days.map((at) => [at, dollars(400), `b${-at}`, "Bill"]),
    "Accounts Payable"
  )

const ledgerRead = { coverage: { ...coverageOf(), historyFrom: day(-300) } }

const syncedAgo = (hours: number) => ledger({ syncedAt: DateTime.subtract(readAt, { hours }) })

type Severities = ReadonlyArray<string>

interface RuleCase {
  /** Books in which the rule finds these severities, and how they look once put right. */
  readonly wrong: Partial<HygieneBooks>
  readonly finds: Severities
  readonly right: Partial<HygieneBooks>
  /** Just inside and just outside of what the rule says. */
  readonly edges: ReadonlyArray<readonly [string, Partial<HygieneBooks>, Severities]>
}

const with_ = (...documents: HygieneBooks["documents"]): Partial<HygieneBooks> => ({ documents })
const many = <A>(count: number, make: (at: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, at) => make(at + 1))

const lateBill = (days: number) => with_(bill("1", { written: -days - 30, dueIn: -days }))
const lateInvoice = (id: string, days: number, amount = dollars(100)) =>
  invoice(id, { written: -days - 30, dueIn: -days, totalMinor: amount })

const cases: Readonly<Record<RuleId, RuleCase>> = {
  "HYG-01": {
    wrong: with_(bill("1", { dueIn: null })),
    finds: ["critical"],
    right: with_(bill("1")),
    edges: [
      ["terms give the date", with_(bill("1", { dueIn: null, due: day(5), hasTerms: true })), []],
      ["terms that give none", with_(bill("1", { dueIn: null, hasTerms: true })), ["critical"]],
      ["settled", with_(bill("1", { dueIn: null, openMinor: 0n })), []],
      ["an invoice is another rule's", with_(invoice("1", { dueIn: null })), []],
      ["a cent is left of it", with_(bill("1", { dueIn: null, openMinor: 1n })), ["critical"]]
    ]
  },
  "HYG-02": {
    wrong: {
      ...with_(paid("Payment", "1", { written: -4, accountId: "90" })),
      undeposited: { accountIds: new Set(["90"]), balanceMinor: 1n }
    },
    finds: ["critical"],
    right: {
      ...with_(paid("Payment", "1", { written: -4, accountId: "90" })),
      undeposited: { accountIds: new Set(["90"]), balanceMinor: 0n },
      depositedReceipts: new Set(["Payment/1"])
    },
    edges: [
      [
        "three days may pass",
        {
          ...with_(paid("Payment", "1", { written: -3, accountId: "90" })),
          undeposited: { accountIds: new Set(["90"]), balanceMinor: 1n }
        },
        []
      ],
      [
        "without an account it waits too",
        {
          ...with_(paid("SalesReceipt", "1", { written: -4, accountId: null })),
          undeposited: { accountIds: new Set(["90"]), balanceMinor: 1n }
        },
        ["critical"]
      ],
      [
        "straight to the bank",
        { ...with_(paid("Payment", "1", { written: -9 })), undeposited: { accountIds: new Set(["90"]), balanceMinor: 1n } },
        []
      ],
      ["nothing is in the funds", with_(paid("Payment", "1", { written: -9, accountId: "90" })), []],
      ["a deposit from no receipt", with_(paid("Deposit", "1", { written: -4, looseMinor: 1n })), ["critical"]],
      ["a deposit of receipts", with_(paid("Deposit", "1", { written: -4 })), []],
      ["a deposit of three days ago", with_(paid("Deposit", "1", { written: -3, looseMinor: 1n })), []],
      ["a deposit of 91 days ago", with_(paid("Deposit", "1", { written: -91, looseMinor: 1n })), []]
    ]
  },
  "HYG-03": {
    wrong: ledger({ accounts: [account("35", -1n)] }),
    finds: ["critical"],
    right: ledger({ accounts: [account("35", 1n)] }),
    edges: [
      ["nothing in it", ledger({ accounts: [account("35", 0n)] }), []],
      ["not counted", ledger({ accounts: [account("35", -1n, { role: "excluded" })] }), []],
      ["no rate", ledger({ accounts: [account("35", -1n, { homeMinor: null, currency: eur })] }), []]
    ]
  },
  "HYG-04": {
    wrong: with_(bill("1", { docNumber: "7" }), bill("2", { docNumber: "7", written: -30 })),
    finds: ["critical"],
    right: with_(bill("1", { docNumber: "7" })),
    edges: [
      ["other amounts", with_(bill("1", { docNumber: "7" }), bill("2", { docNumber: "7", totalMinor: 10_001n })), []],
      ["other parties", with_(bill("1", { docNumber: "7" }), bill("2", { docNumber: "7", party: "2" })), []],
      ["other numbers", with_(bill("1"), bill("2")), []],
      [
        "no number, three days",
        with_(invoice("1", { docNumber: null }), invoice("2", { docNumber: null, written: -13 })),
        ["critical"]
      ],
      ["no number, four days", with_(invoice("1", { docNumber: null }), invoice("2", { docNumber: null, written: -14 })), []],
      ["one with a number", with_(invoice("1", { docNumber: null }), invoice("2", { docNumber: "7" })), []],
      ["a bill and an invoice", with_(bill("1", { docNumber: "7" }), invoice("2", { docNumber: "7" })), []],
      [
        "the same receipt twice",
        with_(paid("Payment", "1", { docNumber: "7" }), paid("Payment", "2", { docNumber: "7" })),
        ["critical"]
      ],
      ["voided", with_(bill("1", { docNumber: "7" }), bill("2", { docNumber: "7", voided: true })), []],
      ["three are one issue", with_(...many(3, (at) => bill(String(at), { docNumber: "7" }))), ["critical"]]
    ]
  },
  "HYG-05": {
    wrong: with_(bill("1", { party: null })),
    finds: ["high"],
    right: with_(bill("1")),
    edges: [
      ["nobody knows the customer", with_(invoice("1", { party: "77" })), ["high"]],
      ["a vendor is no customer", { ...with_(invoice("1")), parties: [party("Vendor", "1")] }, ["high"]],
      ["deleted is another rule's", { ...with_(bill("1")), parties: [party("Vendor", "1", { state: "deleted" })] }, []],
      [
        "vendors were never read",
        { ...with_(bill("1", { party: "77" })), ...ledger({ coverage: coverageOf(["vendors"]) }), parties: [] },
        []
      ],
      ["old and settled", with_(bill("1", { party: null, written: -91, openMinor: 0n })), []]
    ]
  },
  "HYG-06": {
    wrong: with_(invoice("1", { dueIn: null })),
    finds: ["high"],
    right: with_(invoice("1")),
    edges: [
      ["terms give the date", with_(invoice("1", { dueIn: null, due: day(5), hasTerms: true })), []],
      ["settled", with_(invoice("1", { dueIn: null, openMinor: 0n })), []]
    ]
  },
  "HYG-07": {
    wrong: ledger({ glAccounts: [unsorted([[-5, dollars(100), "1"]])] }),
    finds: ["medium"],
    right: ledger({ glAccounts: [reported("Office Supplies", [[-5, dollars(100), "1"]])] }),
    edges: [
      ["ten", ledger({ glAccounts: [unsorted(many(10, (at) => [-5, 100n, String(at)] as const))] }), many(10, () => "medium")],
      ["eleven", ledger({ glAccounts: [unsorted(many(11, (at) => [-5, 100n, String(at)] as const))] }), many(11, () => "high")],
      [
        "1,000 of cash",
        ledger({ glAccounts: [unsorted([[-5, dollars(1000), "1"]])], movements: [spent("1", dollars(1000))] }),
        ["medium"]
      ],
      [
        "a cent more",
        ledger({ glAccounts: [unsorted([[-5, dollars(1000) + 1n, "1"]])], movements: [spent("1", dollars(1000) + 1n)] }),
        ["high"]
      ],
      ["much, but no cash", ledger({ glAccounts: [unsorted([[-5, dollars(9000), "1"]])] }), ["medium"]],
      ["90 days ago", ledger({ glAccounts: [unsorted([[-90, 100n, "1"]])] }), ["medium"]],
      ["91 days ago", ledger({ glAccounts: [unsorted([[-91, 100n, "1"]])] }), []],
      [
        "one transaction of two lines",
        ledger({
          glAccounts: [
            unsorted([
              [-5, 100n, "1"],
              [-5, 200n, "1"]
            ])
          ]
        }),
        ["medium"]
      ],
      ["ask my accountant", ledger({ glAccounts: [reported("Ask My Accountant", [[-5, 100n, "1"]])] }), ["medium"]]
    ]
  },
  "HYG-08": {
    wrong: with_(bill("1", { totalMinor: 0n })),
    finds: ["high"],
    right: with_(bill("1", { totalMinor: 1n })),
    edges: [
      ["below nothing", with_(invoice("1", { totalMinor: -1n })), ["high"]],
      ["voided", with_(invoice("1", { totalMinor: 0n, voided: true })), []],
      ["a credit", with_(document("CreditMemo", "1", { totalMinor: 0n })), []],
      ["an amount nobody can keep", with_(bill("1", { totalMinor: null })), []],
      ["90 days ago", with_(bill("1", { totalMinor: 0n, written: -90 })), ["high"]],
      ["91 days ago", with_(bill("1", { totalMinor: 0n, written: -91 })), []]
    ]
  },
  "HYG-09": {
    wrong: with_(bill("1", { written: -10, dueIn: -11 })),
    finds: ["medium"],
    right: with_(bill("1", { written: -10, dueIn: -10 })),
    edges: [
      ["settled", with_(bill("1", { written: -10, dueIn: -11, openMinor: 0n })), []],
      ["no due date", with_(bill("1", { dueIn: null })), []],
      ["an invoice", with_(invoice("1", { written: -10, dueIn: -11 })), ["medium"]]
    ]
  },
  "HYG-10": {
    wrong: with_(lateInvoice("1", 91)),
    finds: ["medium"],
    right: with_(invoice("1", { written: -121, dueIn: -91, openMinor: 0n })),
    edges: [
      ["90 days", with_(lateInvoice("1", 90)), []],
      ["five", with_(...many(5, (at) => lateInvoice(String(at), 91))), many(5, () => "medium")],
      ["six", with_(...many(6, (at) => lateInvoice(String(at), 91))), many(6, () => "high")],
      ["10,000", with_(lateInvoice("1", 91, dollars(10_000)), lateInvoice("2", 91)), ["high", "high"]],
      ["a cent less", with_(lateInvoice("1", 91, dollars(10_000) - 1n)), ["medium"]]
    ]
  },
  "HYG-11": {
    wrong: with_(lateInvoice("1", 1)),
    finds: ["medium"],
    right: with_(invoice("1")),
    edges: [
      ["due today", with_(invoice("1", { dueIn: 0 })), []],
      ["five are one issue", with_(...many(5, (at) => lateInvoice(String(at), at))), ["medium"]],
      ["six", with_(...many(6, (at) => lateInvoice(String(at), at))), ["high"]],
      ["bills do not count", lateBill(9), []]
    ]
  },
  "HYG-12": {
    wrong: with_(lateInvoice("1", 1, dollars(5_000) + 1n)),
    finds: ["medium"],
    right: with_(lateInvoice("1", 1, dollars(5_000))),
    edges: [
      ["due today", with_(invoice("1", { dueIn: 0, totalMinor: dollars(9_000) })), []],
      ["only 5,000 is left", with_(invoice("1", { dueIn: -1, totalMinor: dollars(9_000), openMinor: dollars(5_000) })), []],
      [
        "by its value at home",
        with_(invoice("1", { dueIn: -1, currency: eur, homeOpenMinor: dollars(5_001), homeTotalMinor: dollars(5_001) })),
        ["medium"]
      ]
    ]
  },
  "HYG-13": {
    wrong: lateBill(61),
    finds: ["medium"],
    right: with_(bill("1", { written: -91, dueIn: -61, openMinor: 0n })),
    edges: [
      ["60 days", lateBill(60), []],
      ["an invoice is another rule's", with_(lateInvoice("1", 61)), []]
    ]
  },
  "HYG-14": {
    wrong: {
      parties: [party("Vendor", "1", { name: "Summit Courier" }), party("Vendor", "2", { name: "SUMMIT COURIER, Inc." })]
    },
    finds: ["medium"],
    right: { parties: [party("Vendor", "1", { name: "Summit Courier" })] },
    edges: [
      [
        "a customer and a vendor",
        { parties: [party("Vendor", "1", { name: "Summit" }), party("Customer", "2", { name: "Summit" })] },
        []
      ],
      [
        "one is inactive",
        { parties: [party("Vendor", "1", { name: "Summit" }), party("Vendor", "2", { name: "Summit", state: "inactive" })] },
        []
      ],
      [
        "one letter of ten",
        { parties: [party("Customer", "1", { name: "Abcdefghij" }), party("Customer", "2", { name: "Abcdefghix" })] },
        ["medium"]
      ],
      [
        "one letter of nine",
        { parties: [party("Customer", "1", { name: "Abcdefghi" }), party("Customer", "2", { name: "Abcdefghx" })] },
        []
      ],
      [
        "a letter more of eleven",
        { parties: [party("Customer", "1", { name: "Abcdefghijk" }), party("Customer", "2", { name: "Abcdefghij" })] },
        ["medium"]
      ],
      [
        "another number",
        { parties: [party("Customer", "1", { name: "Apartment Unit 7" }), party("Customer", "2", { name: "Apartment Unit 8" })] },
        []
      ],
      [
        "one address",
        {
          parties: [
            party("Customer", "1", { name: "One", email: "a@b.example" }),
            party("Customer", "2", { name: "Other", email: "a@b.example" })
          ]
        },
        ["medium"]
      ],
      ["no names", { parties: [party("Customer", "1", { name: "" }), party("Customer", "2", { name: "" })] }, []],
      [
        "three are one issue",
        { parties: ["Oak", "Oak LLC", "oak"].map((name, at) => party("Vendor", String(at), { name })) },
        ["medium"]
      ]
    ]
  },
  "HYG-15": {
    wrong: { ...with_(bill("1")), parties: [party("Vendor", "1", { termId: null })] },
    finds: ["medium"],
    right: { ...with_(bill("1")), parties: [party("Vendor", "1")] },
    edges: [
      ["no bill is open", { ...with_(bill("1", { openMinor: 0n })), parties: [party("Vendor", "1", { termId: null })] }, ["low"]],
      [
        "no bill of 90 days",
        { ...with_(bill("1", { openMinor: 0n, written: -91 })), parties: [party("Vendor", "1", { termId: null })] },
        []
      ],
      ["inactive", { ...with_(bill("1")), parties: [party("Vendor", "1", { termId: null, state: "inactive" })] }, []],
      ["no bill at all", { parties: [party("Vendor", "1", { termId: null })] }, []]
    ]
  },
  "HYG-16": {
    wrong: { ...with_(invoice("1")), parties: [party("Customer", "1", { contact: { email: false, phone: true } })] },
    finds: ["medium"],
    right: { ...with_(invoice("1")), parties: [party("Customer", "1")] },
    edges: [
      ["nobody knows", { ...with_(invoice("1")), parties: [party("Customer", "1", { contact: null })] }, []],
      [
        "nothing is open",
        {
          ...with_(invoice("1", { openMinor: 0n })),
          parties: [party("Customer", "1", { contact: { email: false, phone: true } })]
        },
        []
      ],
      [
        "inactive",
        {
          ...with_(invoice("1")),
          parties: [party("Customer", "1", { contact: { email: false, phone: true }, state: "inactive" })]
        },
        []
      ]
    ]
  },
  "HYG-17": {
    wrong: {
      ...with_(bill("1", { totalMinor: 30_001n })),
      histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 5, medianMinor: 10_000n }]
    },
    finds: ["medium"],
    right: {
      ...with_(bill("1", { totalMinor: 30_000n })),
      histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 5, medianMinor: 10_000n }]
    },
    edges: [
      [
        "four documents say nothing",
        {
          ...with_(bill("1", { totalMinor: 30_001n })),
          histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 4, medianMinor: 10_000n }]
        },
        []
      ],
      [
        "a first bill over 10,000",
        {
          ...with_(bill("1", { totalMinor: dollars(10_000) + 1n })),
          histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 1, medianMinor: 1n }]
        },
        ["medium"]
      ],
      [
        "a first bill of 10,000",
        {
          ...with_(bill("1", { totalMinor: dollars(10_000) })),
          histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 1, medianMinor: 1n }]
        },
        []
      ],
      [
        "a second one",
        {
          ...with_(bill("1", { totalMinor: dollars(10_001) })),
          histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 2, medianMinor: 1n }]
        },
        []
      ],
      [
        "a first invoice",
        {
          ...with_(invoice("1", { totalMinor: dollars(10_001) })),
          histories: [{ entityType: "Invoice", partyId: QboId.make("1"), documents: 1, medianMinor: 1n }]
        },
        []
      ]
    ]
  },
  "HYG-18": {
    wrong: { ...with_(bill("1")), parties: [party("Vendor", "1", { state: "inactive" })] },
    finds: ["medium"],
    right: { ...with_(bill("1")), parties: [party("Vendor", "1")] },
    edges: [
      ["deleted", { ...with_(invoice("1")), parties: [party("Customer", "1", { state: "deleted" })] }, ["medium"]],
      ["another name", { ...with_(bill("1", { writtenName: "Somebody" })), parties: [party("Vendor", "1")] }, ["medium"]],
      [
        "the same name in other letters",
        { ...with_(bill("1", { writtenName: " vendor  1 " })), parties: [party("Vendor", "1")] },
        []
      ],
      [
        "old and settled",
        { ...with_(bill("1", { openMinor: 0n, written: -91 })), parties: [party("Vendor", "1", { state: "inactive" })] },
        []
      ]
    ]
  },
  "HYG-19": {
    wrong: ledger({ accounts: [account("35", dollars(1_000))], reportCashMinor: dollars(990) - 1n }),
    finds: ["high"],
    right: ledger({ accounts: [account("35", dollars(1_000))], reportCashMinor: dollars(1_000) }),
    edges: [
      ["one percent", ledger({ accounts: [account("35", dollars(1_010))], reportCashMinor: dollars(1_000) }), []],
      ["100 of much", ledger({ accounts: [account("35", dollars(100_100))], reportCashMinor: dollars(100_000) }), []],
      [
        "a cent more than 100",
        ledger({ accounts: [account("35", dollars(100_100) + 1n)], reportCashMinor: dollars(100_000) }),
        ["high"]
      ],
      [
        "five percent of the outflow is told by nothing",
        {
          ...ledger({ ...ledgerRead, movements: [spent("1", 9_500n), spent("2", 500n)] }),
          transactions: new Map([["Purchase/1", 9_500n]])
        },
        []
      ],
      [
        "a cent more",
        {
          ...ledger({ ...ledgerRead, movements: [spent("1", 9_499n), spent("2", 501n)] }),
          transactions: new Map([["Purchase/1", 9_499n]])
        },
        ["high"]
      ],
      [
        "a transaction says another amount",
        { ...ledger({ ...ledgerRead, movements: [spent("1", 10_000n)] }), transactions: new Map([["Purchase/1", 5_000n]]) },
        ["high"]
      ],
      ["a night found drift", { drifting: true }, ["high"]]
    ]
  },
  "HYG-20": {
    wrong: with_(document("Payment", "1", { written: -15, dueIn: null }), invoice("2")),
    finds: ["medium"],
    right: with_(document("Payment", "1", { written: -15, dueIn: null, openMinor: 0n }), invoice("2")),
    edges: [
      ["14 days may pass", with_(document("Payment", "1", { written: -14, dueIn: null }), invoice("2")), []],
      [
        "nothing of the party is open",
        with_(document("CreditMemo", "1", { written: -15, dueIn: null }), invoice("2", { party: "2" })),
        []
      ],
      [
        "a vendor credit beside a bill",
        with_(document("VendorCredit", "1", { written: -15, dueIn: null }), bill("2")),
        ["medium"]
      ],
      ["a vendor credit beside an invoice", with_(document("VendorCredit", "1", { written: -15, dueIn: null }), invoice("2")), []]
    ]
  },
  "HYG-21": {
    wrong: ledger({ accounts: [account("35", 1n, { name: "Client Trust", role: "restricted" })] }),
    finds: ["high"],
    right: {
      ...ledger({ accounts: [account("35", 1n, { name: "Client Trust", role: "restricted" })] }),
      decidedAccounts: new Set(["35"])
    },
    edges: [
      ["never confirmed", ledger({ accounts: [account("35", 1n)] }), ["high"]],
      ["a card", ledger({ accounts: [account("35", 1n, { role: "credit" })] }), []],
      ["inactive", ledger({ accounts: [account("35", 1n, { active: false, role: "excluded" })] }), []]
    ]
  },
  "HYG-22": {
    wrong: ledger({ ...ledgerRead, glAccounts: [monthly([-250, -220, -190, -160, -130, -100, -70, -40])] }),
    finds: ["medium"],
    right: ledger({ ...ledgerRead, glAccounts: [monthly([-250, -220, -190, -160, -130, -100, -70, -40, -10])] }),
    edges: [["two bills are no series", ledger({ ...ledgerRead, glAccounts: [monthly([-100, -70])] }), []]]
  },
  "HYG-23": {
    wrong: ledger({ movements: [movement("1", -1n, "payroll", { date: day(-90) })] }),
    finds: ["medium"],
    right: {
      ...ledger({ movements: [movement("1", -1n, "payroll", { date: day(-90) })] }),
      payroll: { nextDate: day(3), amount: { minor: 1n, currency: usd } }
    },
    edges: [
      ["91 days ago", ledger({ movements: [movement("1", -1n, "payroll", { date: day(-91) })] }), []],
      ["pay that came back", ledger({ movements: [movement("1", 1n, "payroll", { date: day(-9) })] }), []]
    ]
  },
  "HYG-24": {
    wrong: syncedAgo(25),
    finds: ["high"],
    right: syncedAgo(1),
    edges: [
      ["24 hours", syncedAgo(24), []],
      ["72 hours", syncedAgo(72), ["high"]],
      ["73 hours", syncedAgo(73), ["critical"]],
      ["to be connected again", { ...syncedAgo(1), connection: "needs_reconnect" }, ["high"]],
      ["never synced", ledger({ syncedAt: null }), []]
    ]
  },
  "HYG-25": {
    wrong: with_(bill("1", { currency: eur })),
    finds: ["high"],
    right: with_(bill("1", { currency: eur, homeTotalMinor: 11_000n, homeOpenMinor: 11_000n })),
    edges: [
      ["home currency", with_(bill("1")), []],
      ["its value at home is told", with_(bill("1", { currency: eur, homeOpenMinor: 11_000n })), []],
      ["settled of 90 days ago", with_(bill("1", { currency: eur, openMinor: 0n, written: -90 })), ["high"]],
      ["settled of 91 days ago", with_(bill("1", { currency: eur, openMinor: 0n, written: -91 })), []]
    ]
  },
  "HYG-26": {
    wrong: with_(paid("BillPayment", "1", { written: 1 })),
    finds: ["low"],
    right: with_(paid("BillPayment", "1", { written: 0 })),
    edges: [
      ["a receipt", with_(paid("Payment", "1", { written: 1 })), ["low"]],
      ["over nothing", with_(paid("BillPayment", "1", { written: 1, totalMinor: 0n })), []]
    ]
  },
  "HYG-27": {
    wrong: with_(bill("1", { docNumber: null })),
    finds: ["low"],
    right: with_(bill("1")),
    edges: [
      ["a payment that does not say how", with_(paid("BillPayment", "1", { method: null })), ["low"]],
      ["an invoice needs none", with_(invoice("1", { docNumber: null })), []],
      ["settled of 91 days ago", with_(bill("1", { docNumber: null, openMinor: 0n, written: -91 })), []]
    ]
  }
}

const severities = (ruleId: RuleId, parts: Partial<HygieneBooks>) =>
  findingsOf(hygiene(parts))
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ severity }) => severity)

const named = (finding: Finding): Named => ({
  fingerprint: evidenceOf([finding.ruleId, finding.key]),
  evidence: finding.evidence,
  finding
})

const namedOf = (ruleId: RuleId, parts: Partial<HygieneBooks>) =>
  findingsOf(hygiene(parts))
    .filter((finding) => finding.ruleId === ruleId)
    .map(named)

const moment = (hours: number) => {
  const at = DateTime.add(readAt, { hours })
  return { at, readAt: at, today: asOf }
}

const id = Schema.decodeSync(IssueId)("0190a000-0000-7000-8000-000000000001")

const first = (issue: Named): KeptIssue => ({
  issueId: id,
  version: 1,
  fingerprint: issue.fingerprint,
  life: {
    status: "open",
    evidence: issue.evidence,
    reviewReason: null,
    snoozedUntil: null,
    resolvedAt: null,
    writePending: false,
    undo: null
  },
  content: issue.finding
})

describe("P1-3.1 the rules of hygiene", () => {
  it("are all in the table", () => {
    assert.deepStrictEqual(Object.keys(cases), [...RuleId.literals])
  })

  it("find nothing in books that are right", () => {
    const clean = hygiene({
      documents: [bill("1"), invoice("2"), paid("BillPayment", "3"), paid("Payment", "4")],
      ...ledger({ accounts: [account("35", dollars(10))], zone: TimeZoneName.make("America/New_York") }),
      decidedAccounts: new Set(["35"])
    })
    assert.deepStrictEqual(findingsOf(clean), [])
  })

  it.each(RuleId.literals)("P1-3.1 %s: positive", (ruleId) => {
    assert.deepStrictEqual(severities(ruleId, cases[ruleId].wrong), cases[ruleId].finds)
  })

  it.each(RuleId.literals)("P1-3.1 %s: negative", (ruleId) => {
    assert.deepStrictEqual(severities(ruleId, cases[ruleId].right), [])
  })

  it.each(RuleId.literals.flatMap((ruleId) => cases[ruleId].edges.map(([what]) => ({ ruleId, what }))))(
    "P1-3.1 $ruleId: boundary, $what",
    ({ ruleId, what }) => {
      const edge = cases[ruleId].edges.find(([name]) => name === what)
      assert.deepStrictEqual(severities(ruleId, edge?.[1] ?? {}), edge?.[2])
    }
  )

  it.each(RuleId.literals)("P1-3.1 %s: resolve and reopen, the same issue each time", (ruleId) => {
    const { right, wrong } = cases[ruleId]
    const opened = scanPlan(namedOf(ruleId, wrong), [], moment(0)).opened
    assert.isAbove(opened.length, 0)
    const [issue] = opened
    if (issue === undefined) return
    const again = scanPlan(namedOf(ruleId, wrong), [first(issue)], moment(1))
    assert.deepStrictEqual([again.changed, again.reopened, again.resolved], [[], [], []], "idempotent")
    assert.deepStrictEqual(again.opened.length, opened.length - 1)
    const gone = scanPlan(namedOf(ruleId, right), [first(issue)], moment(2))
    const [away] = gone.changed
    assert.deepStrictEqual([away?.life.status, gone.resolved], ["auto_resolved", [id]])
    if (away === undefined) return
    const back = scanPlan(namedOf(ruleId, wrong), [away], moment(3))
    assert.deepStrictEqual([back.changed[0]?.life.status, back.reopened, back.changed[0]?.version], ["reopened", [id], 3])
  })
})
