import { account, coverageOf, dollars } from "../../../src/testing/books.ts"
import { bill, day, document, invoice, paid, party } from "../../../src/testing/hygieneBooks.ts"
import { eur, lateBill, lateInvoice, ledger, many, reported, type RuleCase, spent, unsorted, with_ } from "./caseBooks.ts"

/** HYG-01 to HYG-13. */
export const documentCases = {
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
      ["the first with a number", with_(invoice("1", { docNumber: "7" }), invoice("2", { docNumber: null })), []],
      ["nobody's", with_(bill("1", { docNumber: "7", party: null }), bill("2", { docNumber: "7", party: null })), []],
      ["credits", with_(document("CreditMemo", "1", { docNumber: "7" }), document("CreditMemo", "2", { docNumber: "7" })), []],
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
      [
        "a cent more that came in",
        ledger({ glAccounts: [unsorted([[-5, dollars(1000) + 1n, "1"]])], movements: [spent("1", -dollars(1000) - 1n)] }),
        ["high"]
      ],
      [
        "more than 1,000 of cash in two payments",
        ledger({
          glAccounts: [unsorted([[-5, dollars(1100), "1"]])],
          movements: [spent("1", dollars(600)), spent("1", dollars(500)), spent("2", dollars(9000))]
        }),
        ["high"]
      ],
      ["today", ledger({ glAccounts: [unsorted([[0, 100n, "1"]])] }), ["medium"]],
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
  }
} satisfies Readonly<Record<string, RuleCase>>
