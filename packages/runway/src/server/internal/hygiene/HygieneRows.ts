import { ConnectionStatus } from "@beep/connections/contract/Connection"
import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { recentDays } from "../../../contract/hygiene/HygieneBooks.ts"
import { QboId } from "../../../contract/ledger/QboId.ts"
import { Facts, MirrorType } from "../../ledger/draft/DraftRecord.ts"

/** A receipt this old that still waits to be deposited is looked for; an older one is in the balance alone. */
const waitingDays = 400

/** A record the rules read, the present version of it; masters also when they are deleted. */
export const HygieneRow = Schema.Struct({
  entityType: MirrorType,
  qboId: QboId,
  txnDate: Schema.NullOr(LocalDate),
  dueDate: Schema.NullOr(LocalDate),
  partyId: Schema.NullOr(QboId),
  accountId: Schema.NullOr(Schema.String),
  currency: Schema.NullOr(Currency),
  amount: Schema.NullOr(Schema.BigInt),
  open: Schema.NullOr(Schema.BigInt),
  homeAmount: Schema.NullOr(Schema.BigInt),
  homeOpen: Schema.NullOr(Schema.BigInt),
  active: Schema.NullOr(Schema.Boolean),
  deleted: Schema.Boolean,
  facts: Facts,
  learnedAt: Schema.DateTimeUtcFromDate
})
export type HygieneRow = typeof HygieneRow.Type

const History = Schema.Struct({
  entityType: Schema.Literals(["Bill", "Invoice"]),
  partyId: QboId,
  documents: Schema.Int,
  medianMinor: Schema.BigInt
})

const Transaction = Schema.Struct({ entityType: MirrorType, qboId: QboId, homeAmount: Schema.NullOr(Schema.BigInt) })

const Problem = Schema.Struct({ entityType: Schema.String, qboId: Schema.String, kind: Schema.String })

const Standing = Schema.Struct({
  connection: Schema.NullOr(ConnectionStatus),
  readAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const Place = { organizationId: OrganizationId, clientId: ClientId }

/** What the rules of hygiene read of the mirror beside the snapshot of the figures; inside a tenant transaction. */
export const hygieneRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const records = query.all({
    Request: Schema.Struct({ ...Place, asOf: LocalDate }),
    Result: HygieneRow,
    execute: (r) => sql`
      with waiting as (
        select array_agg(qbo_id) as ids from runway.ledger_record
        where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and entity_type = 'Account'
          and superseded_at is null and not deleted and facts ->> 'accountSubType' = 'UndepositedFunds'
      )
      select entity_type as "entityType", qbo_id as "qboId", txn_date as "txnDate", due_date as "dueDate", party_id as "partyId",
        account_id as "accountId", currency, amount_minor as amount, open_minor as open, home_amount_minor as "homeAmount",
        home_open_minor as "homeOpen", active, deleted, facts - 'partyLines' - 'settles' as facts, learned_at as "learnedAt"
      from runway.ledger_record
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and superseded_at is null and (
        entity_type in ('Customer', 'Vendor')
        or (not deleted and (
          entity_type in ('Account', 'Term')
          or (entity_type in ('Bill', 'Invoice', 'VendorCredit', 'CreditMemo', 'Payment') and open_minor is distinct from 0)
          or (entity_type in ('Bill', 'Invoice', 'VendorCredit', 'CreditMemo', 'Payment', 'BillPayment', 'Deposit')
            and txn_date >= ${r.asOf}::date - ${recentDays}::integer)
          or (txn_date >= ${r.asOf}::date - ${waitingDays}::integer and (
            (entity_type in ('Payment', 'SalesReceipt') and (account_id is null or account_id = any((select ids from waiting)::text[])))
            or (entity_type = 'Deposit' and facts -> 'links' is not null))))))
      order by entity_type, qbo_id`
  })

  /** The lower of two middle totals, so that a median is always the total of some document. */
  const histories = query.all({
    Request: Schema.Struct(Place),
    Result: History,
    execute: (r) => sql`
      select entity_type as "entityType", party_id as "partyId", count(*)::int as documents,
        percentile_disc(0.5) within group (order by home_amount_minor) as "medianMinor"
      from runway.ledger_record
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and superseded_at is null and not deleted
        and entity_type in ('Bill', 'Invoice') and party_id is not null and home_amount_minor > 0
      group by entity_type, party_id`
  })

  const transactions = query.all({
    Request: Schema.Struct({ ...Place, from: LocalDate, to: LocalDate }),
    Result: Transaction,
    execute: (r) => sql`
      select entity_type as "entityType", qbo_id as "qboId",
        case when entity_type in ('BillPayment', 'Purchase', 'RefundReceipt') then home_amount_minor end as "homeAmount"
      from runway.ledger_record
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and superseded_at is null and not deleted
        and entity_type in ('BillPayment', 'Purchase', 'RefundReceipt', 'Transfer', 'JournalEntry', 'Deposit', 'Payment', 'SalesReceipt',
          'Bill', 'Invoice', 'CreditMemo', 'VendorCredit')
        and txn_date between ${r.from}::date and ${r.to}::date`
  })

  const problems = query.all({
    Request: Schema.Struct(Place),
    Result: Problem,
    execute: (r) => sql`
      select distinct entity_type as "entityType", qbo_id as "qboId", kind from runway.data_issue
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid`
  })

  /** How the link stands, and when the sync whose books these are began to read. */
  const standing = query.one({
    Request: Schema.Struct({ ...Place, syncPoint: Schema.NullOr(Schema.String) }),
    Result: Standing,
    execute: (r) => sql`
      select runway.intuit_link(${r.organizationId}::uuid, ${r.clientId}::uuid) as connection, (
        select started_at from runway.sync_run where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
          and sync_run_id::text = ${r.syncPoint}) as "readAt"`
  })

  return { records, histories, transactions, problems, standing }
})
