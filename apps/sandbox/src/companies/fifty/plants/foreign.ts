import { Currency } from "@beep/kernel/Money"
import type { AccountType, LedgerAccount } from "../../../ledger/Account.ts"
import type { Foreign } from "../../../ledger/Foreign.ts"
import type { Keeper } from "../Keeper.ts"
import { on, plantBill, plantBillPayment, plantInvoice, plantReceipt } from "./Ground.ts"

const euro = Currency.make("EUR")
const yen = Currency.make("JPY")

const account = (id: string, name: string, type: AccountType, subType: string, currency?: Currency): LedgerAccount => ({
  id,
  name,
  type,
  subType,
  parentId: null,
  active: true,
  ...(currency === undefined ? {} : { currency })
})

/** What QuickBooks adds to the chart when a company first deals in another currency. */
export const currencyAccounts: ReadonlyArray<LedgerAccount> = [
  account("101", "Accounts Payable (A/P) - EUR", "Accounts Payable", "AccountsPayable", euro),
  account("102", "Accounts Receivable (A/R) - EUR", "Accounts Receivable", "AccountsReceivable", euro),
  account("103", "Accounts Payable (A/P) - JPY", "Accounts Payable", "AccountsPayable", yen),
  account("104", "Exchange Gain or Loss", "Other Expense", "ExchangeGainOrLoss")
]

export const euroBank: LedgerAccount = account("105", "Euro Checking", "Bank", "Checking", euro)

const at = (rate: bigint): Foreign => ({ currency: euro, rate })

/** Bills and an invoice in euros and yen; a payment at another rate than its bill's. Amounts are whole hundreds, so that no cent is lost to rounding. */
export const foreignDocuments = (keeper: Keeper): void => {
  const { builder } = keeper
  const vendorId = builder.vendor("Berliner Datenwerk", { days: 30, currency: euro })
  const customerId = builder.customer("Lyon Conseil", { days: 30, currency: euro })
  const japan = builder.vendor("Osaka Seiki", { days: 30, currency: yen })
  plantBill(keeper, { vendorId, amount: 120_000n, days: -21, due: 9, foreign: at(1_084_500n) })
  const paid = plantBill(keeper, { vendorId, amount: 80_000n, days: -50, due: -20, foreign: at(1_080_000n) })
  plantBillPayment(keeper, vendorId, paid, { amount: 80_000n, days: -18, foreign: at(1_102_500n) })
  const invoiceId = plantInvoice(keeper, { customerId, amount: 210_000n, days: -35, due: -5, foreign: at(1_090_000n) })
  plantReceipt(keeper, customerId, invoiceId, { amount: 60_000n, days: -4, foreign: at(1_095_000n) })
  plantBill(keeper, { vendorId: japan, amount: 60_000n, days: -13, due: 17, foreign: { currency: yen, rate: 6_700n } })
}

/** An account kept in euros, with what was put into it and a cost paid from it. */
export const foreignBank = (keeper: Keeper): void => {
  const { builder } = keeper
  const bank = builder.account(euroBank.name)
  const memo = "Opening balance"
  builder.add({
    type: "JournalEntry",
    date: builder.startedOn,
    docNumber: null,
    memo,
    foreign: at(1_050_000n),
    lines: [
      { accountId: bank, amount: 900_000n, memo },
      { accountId: builder.account("Opening Balance Equity"), amount: -900_000n, memo }
    ]
  })
  builder.add({
    type: "Purchase",
    date: on(keeper, -27),
    docNumber: null,
    memo: "",
    foreign: at(1_087_500n),
    payment: "Check",
    accountId: bank,
    vendorId: builder.vendor("Berliner Datenwerk", { days: 30, currency: euro }),
    lines: [{ accountId: builder.account("Software"), amount: 40_000n, memo: "" }]
  })
}

/** Bills in euros without a rate: of the one the value in home currency is told, of the other nothing. */
export const rateMissing = (keeper: Keeper): void => {
  const vendorId = keeper.builder.vendor("Wiener Porzellan", { days: 30, currency: euro })
  plantBill(keeper, { vendorId, amount: 70_000n, days: -11, due: 19, foreign: { currency: euro, rate: null } })
  plantBill(keeper, { vendorId, amount: 93_333n, days: -9, due: 21, foreign: { ...at(1_084_500n), homeOnly: true } })
}
