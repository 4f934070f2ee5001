import { usd } from "@beep/kernel/Money"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { account, dollars, movement } from "../../../src/testing/books.ts"
import { bill, day, document, invoice, paid, party } from "../../../src/testing/hygieneBooks.ts"
import { eur, ledger, ledgerRead, monthly, type RuleCase, spent, syncedAgo, with_ } from "./caseBooks.ts"

/** HYG-14 to HYG-27. */
export const masterCases = {
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
      ["no bill at all", { parties: [party("Vendor", "1", { termId: null })] }, []],
      ["a credit is no bill", { ...with_(document("VendorCredit", "1")), parties: [party("Vendor", "1", { termId: null })] }, []],
      ["a customer of that id", { ...with_(bill("1")), parties: [party("Customer", "1", { termId: null })] }, []]
    ]
  },
  "HYG-16": {
    wrong: { ...with_(invoice("1")), parties: [party("Customer", "1", { contact: { email: false, phone: true } })] },
    finds: ["medium"],
    right: { ...with_(invoice("1")), parties: [party("Customer", "1")] },
    edges: [
      ["nobody knows", { ...with_(invoice("1")), parties: [party("Customer", "1", { contact: null })] }, []],
      [
        "a vendor of that id",
        { ...with_(invoice("1")), parties: [party("Vendor", "1", { contact: { email: false, phone: true } })] },
        []
      ],
      [
        "a credit memo is no invoice",
        {
          ...with_(document("CreditMemo", "1")),
          parties: [party("Customer", "1", { contact: { email: false, phone: true } })]
        },
        []
      ],
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
        "settled of 91 days ago",
        {
          ...with_(bill("1", { totalMinor: 30_001n, openMinor: 0n, written: -91 })),
          histories: [{ entityType: "Bill", partyId: QboId.make("1"), documents: 5, medianMinor: 10_000n }]
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
      [
        "less than the report has",
        ledger({ accounts: [account("35", dollars(99_899))], reportCashMinor: dollars(100_000) }),
        ["high"]
      ],
      [
        "a transaction that says no amount is told by its rows",
        {
          ...ledger({ ...ledgerRead, movements: [spent("1", 6_000n), spent("1", 4_000n)] }),
          transactions: new Map([["Purchase/1", null]])
        },
        []
      ],
      ...(
        [
          ["on the first day of the window", spent("2", 1_000n, -90), ["high"]],
          ["on its last day, yesterday", spent("2", 1_000n, -1), ["high"]],
          ["today, beyond it", spent("2", 1_000n, 0), []],
          ["the day before it", spent("2", 1_000n, -91), []],
          ["money that came in", spent("2", -1_000n), []],
          ["money from one account to another", movement("2", -1_000n, "transfer_internal", { date: day(-9) }), []]
        ] as const
      ).map(([what, untold, finds]): RuleCase["edges"][number] => [
        `a tenth that nothing tells: ${what}`,
        {
          ...ledger({ ...ledgerRead, movements: [spent("1", 9_000n), untold] }),
          transactions: new Map([["Purchase/1", 9_000n]])
        },
        finds
      ]),
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
        "what it could settle is settled",
        with_(document("Payment", "1", { written: -15, dueIn: null }), invoice("2", { openMinor: 0n })),
        []
      ],
      [
        "money of nobody beside an invoice of nobody",
        with_(document("Payment", "1", { written: -15, dueIn: null, party: null }), invoice("2", { party: null })),
        []
      ],
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
      ["yesterday", ledger({ movements: [movement("1", -1n, "payroll", { date: day(-1) })] }), ["medium"]],
      ["today", ledger({ movements: [movement("1", -1n, "payroll", { date: day(0) })] }), []],
      ["pay of nothing", ledger({ movements: [movement("1", 0n, "payroll", { date: day(-9) })] }), []],
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
      ["nothing in home currency", with_(bill("1", { homeTotalMinor: null, homeOpenMinor: null })), []],
      ["a deposit", with_(paid("Deposit", "1", { currency: eur })), []],
      ["over nothing", with_(paid("Payment", "1", { currency: eur, totalMinor: 0n })), []],
      ["settled, and its value at home is told", with_(bill("1", { currency: eur, openMinor: 0n, homeTotalMinor: 1n })), []],
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
} satisfies Readonly<Record<string, RuleCase>>
