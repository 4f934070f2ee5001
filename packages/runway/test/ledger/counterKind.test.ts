import { assert, describe, it } from "@effect/vitest"
import { type CounterAccount, counterKindOf } from "../../src/server/ledger/counterKind.ts"

const other: CounterAccount = { included: false, accountType: null, accountSubType: null, name: "" }

describe("counterKindOf", () => {
  const cases: ReadonlyArray<readonly [string, bigint, Partial<CounterAccount>, string]> = [
    ["Bill Payment (Check)", -100n, { accountType: "Accounts Payable" }, "bill_payment"],
    ["Payroll Check", -100n, {}, "payroll"],
    ["Check", -100n, { accountType: "Expense", name: "Payroll Expenses" }, "payroll"],
    ["Check", -100n, { accountType: "Expense", name: "Office Supplies" }, "purchase"],
    ["Check", -100n, { accountType: "Long Term Liability", name: "Notes Payable" }, "debt"],
    ["Check", -100n, { accountType: "Equity", name: "Draws" }, "owner"],
    ["Expense", -100n, { accountType: null, name: "Board of Equalization Payable" }, "tax"],
    ["Expense", -100n, { accountType: "Other Current Liability", accountSubType: "SalesTaxPayable" }, "tax"],
    ["Credit Card Payment", -100n, { accountType: "Credit Card" }, "card_payment"],
    ["Transfer", -100n, { accountType: "Credit Card" }, "card_payment"],
    ["Transfer", -100n, { included: true, accountType: "Bank" }, "transfer_internal"],
    ["Check", -100n, { included: true, accountType: "Bank" }, "transfer_internal"],
    ["Transfer", -100n, { accountType: "Other Current Asset" }, "other_out"],
    ["Refund", -100n, {}, "refund"],
    ["Deposit", 100n, { name: "Undeposited Funds" }, "customer_receipt"],
    ["Deposit", 100n, { accountType: "Income" }, "other_in"],
    ["Payment", 100n, { accountType: "Accounts Receivable" }, "customer_receipt"],
    ["Journal Entry", -100n, { name: "-Split-" }, "other_out"],
    ["Something New", 100n, {}, "other_in"]
  ]
  for (const [type, amount, counter, kind] of cases) {
    it(`${type} against ${JSON.stringify(counter)} is ${kind}`, () => {
      assert.strictEqual(counterKindOf(type, amount, { ...other, ...counter }), kind)
    })
  }
})
