import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { Intuit } from "@beep/connections/testing/StandInIntuit"
import { answer, row } from "../sync/support/companies.ts"

/** The same numbers in every run, so that a failure can be looked at again. */
export const dice = (seed: number) => {
  let state = seed
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
export type Roll = ReturnType<typeof dice>

type Row = ReturnType<typeof row>

const generated = [
  "Invoice",
  "Bill",
  "CreditMemo",
  "Payment",
  "VendorCredit",
  "BillPayment",
  "Purchase",
  "Deposit",
  "Transfer",
  "JournalEntry"
] as const
type Entity = (typeof generated)[number]

/** A line of the general ledger on a bank account, in cents. */
interface CashLine {
  readonly account: "35" | "36"
  readonly date: LocalDate
  readonly type: string
  readonly id: string
  readonly cents: number
  readonly split: string
}

export interface GeneratedBooks {
  readonly rows: Readonly<Record<Entity, ReadonlyArray<Row>>>
  readonly cash: ReadonlyArray<CashLine>
  readonly serial: number
}

const none: ReadonlyArray<Row> = []

export const emptyBooks: GeneratedBooks = {
  rows: {
    Invoice: none,
    Bill: none,
    CreditMemo: none,
    Payment: none,
    VendorCredit: none,
    BillPayment: none,
    Purchase: none,
    Deposit: none,
    Transfer: none,
    JournalEntry: none
  },
  cash: [],
  serial: 0
}

const dollars = (cents: number): number => Number((cents / 100).toFixed(2))
const centsOf = (value: unknown): number => Math.round(Number(value ?? 0) * 100)

const customer = (roll: Roll) => {
  const id = String(1 + roll(3))
  return { value: id, name: `Customer ${id}` }
}
const vendor = (roll: Roll) => {
  const id = String(11 + roll(3))
  return { value: id, name: `Vendor ${id}` }
}

/** One thing that happens in the books on a day: every type of record a figure rests on, foreign, undated, paid in part, later, voided or deleted. */
export const happened = (books: GeneratedBooks, roll: Roll, today: LocalDate): GeneratedBooks => {
  const serial = books.serial + 1
  const id = 1000 + serial
  const cents = 1 + roll(400_000)
  const with_ = (entity: Entity, made: Row, ...lines: ReadonlyArray<Omit<CashLine, "id">>): GeneratedBooks => ({
    rows: { ...books.rows, [entity]: [...books.rows[entity], made] },
    cash: [...books.cash, ...lines.map((line) => ({ ...line, id: String(id) }))],
    serial
  })
  const put = (from: GeneratedBooks, entity: Entity, next: Row): GeneratedBooks => ({
    ...from,
    rows: { ...from.rows, [entity]: from.rows[entity].map((one) => (one.Id === next.Id ? next : one)) },
    serial
  })
  const open = (entity: "Invoice" | "Bill"): Row | undefined => {
    const waiting = books.rows[entity].filter(({ Balance, CurrencyRef }) => centsOf(Balance) > 0 && CurrencyRef === undefined)
    return waiting[roll(Math.max(waiting.length, 1))]
  }
  const document = (party: Readonly<Record<string, unknown>>): Row => {
    const dated = addDays(today, -roll(140))
    const foreign = roll(8) === 0
    return row(id, {
      TxnDate: dated,
      ...(roll(7) === 0 ? {} : { DueDate: addDays(dated, roll(90)) }),
      ...(roll(6) === 0 ? { SalesTermRef: { value: "3" } } : {}),
      ...(foreign ? { CurrencyRef: { value: "EUR" }, ...(roll(3) === 0 ? {} : { ExchangeRate: 1.0825 }) } : {}),
      TotalAmt: dollars(cents),
      Balance: dollars(cents),
      DocNumber: `D-${id}`,
      ...party
    })
  }
  const bank = { account: roll(4) === 0 ? "36" : "35", date: addDays(today, -roll(20)) } as const
  switch (roll(14)) {
    case 0:
    case 1:
      return with_("Invoice", document({ CustomerRef: customer(roll) }))
    case 2:
    case 3:
      return with_("Bill", document({ VendorRef: vendor(roll) }))
    case 4: {
      const paid = open("Invoice")
      if (paid === undefined) return books
      const part = Math.min(cents, centsOf(paid["Balance"]))
      const received = with_(
        "Payment",
        row(id, {
          TxnDate: bank.date,
          CustomerRef: paid["CustomerRef"],
          TotalAmt: dollars(cents),
          UnappliedAmt: dollars(cents - part),
          DepositToAccountRef: { value: bank.account },
          Line: [{ Amount: dollars(part), LinkedTxn: [{ TxnId: paid.Id, TxnType: "Invoice" }] }]
        }),
        { ...bank, type: "Payment", cents, split: "84" }
      )
      return put(received, "Invoice", {
        ...paid,
        SyncToken: String(serial),
        Balance: dollars(centsOf(paid["Balance"]) - part)
      })
    }
    case 5: {
      const owed = open("Bill")
      if (owed === undefined) return books
      const part = Math.min(cents, centsOf(owed["Balance"]))
      const date = roll(3) === 0 ? addDays(today, 1 + roll(45)) : bank.date
      const paid = with_(
        "BillPayment",
        row(id, {
          TxnDate: date,
          VendorRef: owed["VendorRef"],
          PayType: "Check",
          TotalAmt: dollars(part),
          CheckPayment: { BankAccountRef: { value: bank.account } },
          Line: [{ Amount: dollars(part), LinkedTxn: [{ TxnId: owed.Id, TxnType: "Bill" }] }]
        }),
        { account: bank.account, date, type: "Bill Payment (Check)", cents: -part, split: "33" }
      )
      return put(paid, "Bill", { ...owed, SyncToken: String(serial), Balance: dollars(centsOf(owed["Balance"]) - part) })
    }
    case 6: {
      const credit = { TxnDate: today, TotalAmt: dollars(cents), CustomerRef: customer(roll) }
      return with_("CreditMemo", row(id, { ...credit, RemainingCredit: dollars(Math.ceil(cents / (1 + roll(2)))) }))
    }
    case 7:
      return with_(
        "VendorCredit",
        row(id, { TxnDate: today, TotalAmt: dollars(cents), Balance: dollars(cents), VendorRef: vendor(roll) })
      )
    case 8:
      return with_(
        "Purchase",
        row(id, {
          TxnDate: bank.date,
          PaymentType: "Check",
          AccountRef: { value: bank.account },
          EntityRef: { ...vendor(roll), type: "Vendor" },
          TotalAmt: dollars(cents)
        }),
        { ...bank, type: "Check", cents: -cents, split: "70" }
      )
    case 9:
      // Payroll of QuickBooks' own is in its reports and in no list.
      return {
        ...books,
        serial,
        cash: [...books.cash, { ...bank, id: String(id), type: "Payroll Check", cents: -cents, split: "70" }]
      }
    case 10:
      return with_(
        "Deposit",
        row(id, { TxnDate: bank.date, DepositToAccountRef: { value: bank.account }, TotalAmt: dollars(cents) }),
        { ...bank, type: "Deposit", cents, split: "79" }
      )
    case 11:
      return with_(
        "Transfer",
        row(id, {
          TxnDate: bank.date,
          FromAccountRef: { value: "35" },
          ToAccountRef: { value: "36" },
          Amount: dollars(cents)
        }),
        { account: "35", date: bank.date, type: "Transfer", cents: -cents, split: "36" },
        { account: "36", date: bank.date, type: "Transfer", cents, split: "35" }
      )
    case 12: {
      const posting = roll(2) === 0 ? "Debit" : "Credit"
      const Entity = { Type: "Customer", EntityRef: customer(roll) }
      return with_(
        "JournalEntry",
        row(id, {
          TxnDate: addDays(today, -roll(60)),
          DocNumber: `J-${id}`,
          Line: [
            {
              Amount: dollars(cents),
              DetailType: "JournalEntryLineDetail",
              JournalEntryLineDetail: { PostingType: posting, AccountRef: { value: "84" }, Entity }
            },
            {
              Amount: dollars(cents),
              DetailType: "JournalEntryLineDetail",
              JournalEntryLineDetail: { PostingType: posting === "Debit" ? "Credit" : "Debit", AccountRef: { value: "79" } }
            }
          ]
        })
      )
    }
    default: {
      const side = roll(2) === 0 ? "Invoice" : "Bill"
      const target = open(side)
      if (target === undefined) return books
      if (roll(3) === 0)
        return { ...books, serial, rows: { ...books.rows, [side]: books.rows[side].filter(({ Id }) => Id !== target.Id) } }
      const edit =
        roll(2) === 0
          ? { TotalAmt: 0, Balance: 0, PrivateNote: "Voided" }
          : { DueDate: addDays(today, roll(150) - 60), Balance: dollars(cents), TotalAmt: dollars(cents) }
      return put(books, side, { ...target, ...edit, SyncToken: String(serial) })
    }
  }
}

const opening = { "35": 2_000_000, "36": 300_000 } as const
const names = {
  "33": "Accounts Payable",
  "35": "Checking",
  "36": "Savings",
  "70": "Payroll",
  "79": "Sales",
  "84": "Accounts Receivable"
}
type Named = keyof typeof names
const isNamed = (id: string): id is Named => id in names

const columns = ["tx_date", "txn_type", "doc_num", "name", "memo", "split_acc", "subt_nat_amount", "rbal_nat_amount"]

const sumOf = (lines: ReadonlyArray<CashLine>): number => lines.reduce((sum, { cents }) => sum + cents, 0)

/** The general ledger of the bank accounts for some days, each with the balance it begins with. */
const generalLedger = ({ cash }: GeneratedBooks, from: string, to: string) => ({
  Header: { ReportName: "GeneralLedger", StartPeriod: from, EndPeriod: to, Currency: "USD" },
  Columns: { Column: columns.map((Value) => ({ ColType: Value, MetaData: [{ Name: "ColKey", Value }] })) },
  Rows: {
    Row: (["35", "36"] as const).map((account) => {
      const own = cash.filter((line) => line.account === account).toSorted((a, b) => (a.date < b.date ? -1 : 1))
      let balance = opening[account] + sumOf(own.filter(({ date }) => date < from))
      const begins = String(dollars(balance))
      return {
        type: "Section",
        Header: { ColData: [{ value: names[account], id: account }] },
        Rows: {
          Row: [
            {
              type: "Data",
              ColData: [{ value: "Beginning Balance" }, ...Array.from({ length: 6 }, () => ({ value: "" })), { value: begins }]
            },
            ...own
              .filter(({ date }) => date >= from && date <= to)
              .map(({ cents, date, id, split, type }) => {
                balance += cents
                return {
                  type: "Data",
                  ColData: [
                    { value: date },
                    { value: type, id },
                    { value: id },
                    { value: "", id: "" },
                    { value: "" },
                    { value: isNamed(split) ? names[split] : "", id: split },
                    { value: String(dollars(cents)) },
                    { value: String(dollars(balance)) }
                  ]
                }
              })
          ]
        },
        Summary: { ColData: [{ value: `Total for ${names[account]}` }] }
      }
    })
  }
})

const parties = (first: number, word: string): ReadonlyArray<Row> =>
  [0, 1, 2].map((at) => row(first + at, { DisplayName: `${word} ${first + at}`, Balance: 0 }))

/** The company as QuickBooks answers for it on a day. */
export const answeringBooks =
  (books: GeneratedBooks, today: LocalDate): Intuit["data"] =>
  (url) => {
    if (url.pathname.endsWith("/reports/GeneralLedger"))
      return Response.json(
        generalLedger(books, url.searchParams.get("start_date") ?? "", url.searchParams.get("end_date") ?? "9999")
      )
    const balance = (account: "35" | "36") =>
      dollars(opening[account] + sumOf(books.cash.filter((line) => line.account === account && line.date <= today)))
    return answer({
      entities: {
        ...books.rows,
        Preferences: [],
        SalesReceipt: [],
        RefundReceipt: [],
        CompanyInfo: [],
        Account: [
          row(35, { Name: "Checking", AccountType: "Bank", CurrentBalance: balance("35") }),
          row(36, { Name: "Savings", AccountType: "Bank", CurrentBalance: balance("36") }),
          row(941, { Name: "Client Trust", AccountType: "Bank", CurrentBalance: 50.25 }),
          row(84, { Name: "Accounts Receivable", AccountType: "Accounts Receivable", CurrentBalance: 0 }),
          row(33, { Name: "Accounts Payable", AccountType: "Accounts Payable", CurrentBalance: 0 }),
          row(70, { Name: "Payroll", AccountType: "Expense", CurrentBalance: 0 }),
          row(79, { Name: "Sales", AccountType: "Income", CurrentBalance: 0 })
        ],
        Customer: parties(1, "Customer"),
        Vendor: parties(11, "Vendor"),
        Term: [row(3, { Name: "Net 30", DueDays: 30 })]
      },
      reports: {}
    })(url)
  }
