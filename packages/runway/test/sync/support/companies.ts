import type { Intuit } from "@beep/connections/testing/StandInIntuit"
import { Schema } from "effect"
import generalLedger from "../../ledger/fixtures/reports__gl.json" with { type: "json" }
import customers from "../fixtures/all__customers.json" with { type: "json" }
import vendors from "../fixtures/all__vendors_by_5.json" with { type: "json" }

type Row = Readonly<Record<string, unknown>> & { readonly Id: string }

/** What QuickBooks answers for something it does not offer. */
const unsupported = () =>
  Response.json(
    {
      Fault: {
        Error: [{ Message: "Unsupported Operation", Detail: "Operation is not supported.", code: "500" }],
        type: "ValidationFault"
      },
      time: "t"
    },
    { status: 400 }
  )

const page = (entity: string, rows: ReadonlyArray<Row>, query: string, time: string) => {
  const start = Number(/STARTPOSITION (\d+)/.exec(query)?.[1] ?? 1)
  const max = Number(/MAXRESULTS (\d+)/.exec(query)?.[1] ?? 100)
  const found = rows.slice(start - 1, start - 1 + max)
  return Response.json({
    QueryResponse: found.length === 0 ? {} : { [entity]: found, startPosition: start, maxResults: found.length },
    time
  })
}

export interface Company {
  readonly entities: Record<string, ReadonlyArray<Row> | undefined>
  readonly reports: Record<string, unknown>
}

/** Answers the data API from lists of rows; what a company lacks is unsupported. Without a clock no time can be read. */
export const answer =
  (company: Company, clock = "t"): Intuit["data"] =>
  (url) => {
    const report = /\/reports\/(\w+)$/.exec(url.pathname)?.[1]
    if (report !== undefined)
      return company.reports[report] === undefined ? unsupported() : Response.json(company.reports[report])
    const query = url.searchParams.get("query") ?? ""
    const entity = / FROM (\w+)/i.exec(query)?.[1] ?? ""
    const rows = company.entities[entity]
    return rows === undefined ? unsupported() : page(entity, rows, query, clock)
  }

const Recorded = Schema.StructWithRest(Schema.Struct({ Id: Schema.String }), [Schema.Record(Schema.String, Schema.Unknown)])
const recorded = Schema.decodeUnknownSync(
  Schema.Array(
    Schema.Struct({
      response: Schema.Struct({
        body: Schema.Struct({
          QueryResponse: Schema.Struct({
            Customer: Schema.optionalKey(Schema.Array(Recorded)),
            Vendor: Schema.optionalKey(Schema.Array(Recorded))
          })
        })
      })
    })
  )
)

/** The company recorded on 2020-09-29: customers, vendors and one general ledger; no lists of anything else. */
export const company2020: Company = {
  entities: {
    Customer: recorded(customers).flatMap((exchange) => exchange.response.body.QueryResponse.Customer ?? []),
    Vendor: recorded(vendors).flatMap((exchange) => exchange.response.body.QueryResponse.Vendor ?? [])
  },
  reports: { GeneralLedger: generalLedger[0]?.response.body }
}

export const row = (id: number, more: Readonly<Record<string, unknown>>): Row => ({ Id: String(id), SyncToken: "0", ...more })

export const invoice = (id: number, balance: number, more: Readonly<Record<string, unknown>> = {}): Row =>
  row(id, {
    TxnDate: "2020-09-01",
    DueDate: "2020-10-01",
    TotalAmt: 500,
    Balance: balance,
    CustomerRef: { value: "1", name: "Amy's Bird Sanctuary" },
    DocNumber: `INV-${id}`,
    ...more
  })

/** A small company with every list; a test changes its rows between syncs. */
export const smallCompany = (invoices: ReadonlyArray<Row>): Company => ({
  entities: {
    Preferences: [],
    Payment: [],
    CreditMemo: [],
    Bill: [],
    VendorCredit: [],
    BillPayment: [],
    Purchase: [],
    Deposit: [],
    Transfer: [],
    JournalEntry: [],
    SalesReceipt: [],
    RefundReceipt: [],
    CompanyInfo: [],
    Account: [
      row(35, { Name: "Checking", AccountType: "Bank", CurrentBalance: 976.0 }),
      row(941, { Name: "Client Trust", AccountType: "Bank", CurrentBalance: 50 })
    ],
    Customer: [row(1, { DisplayName: "Amy's Bird Sanctuary", Balance: 639.0 })],
    Vendor: [row(46, { DisplayName: "Norton Lumber", Balance: 205 })],
    Term: [row(3, { Name: "Net 30", DueDays: 30 })],
    Invoice: invoices
  },
  reports: { GeneralLedger: generalLedger[0]?.response.body }
})
