import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { column } from "@beep/sql/column"
import { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import type { RecordFate } from "../../../contract/bridge/itemChanges.ts"
import { MirrorType, type RecordLabel } from "../../ledger/draft/DraftRecord.ts"
import type { DeletionScope } from "./LedgerWriter.ts"
import { knownAtOf } from "./knownAt.ts"
import { decodeRecords, recordsPurpose } from "./ledgerPage.ts"
import { pageLabels } from "./pageLabels.ts"
import { type StoredRecord, StoredRow, StoredState } from "./StoredRecord.ts"

const Version = Schema.Struct({
  sync_token: Schema.NullOr(Schema.String),
  version_no: Schema.Int,
  deleted: Schema.Boolean,
  learned_at: Schema.DateTimeUtcFromDate,
  qbo_updated_at: Schema.NullOr(Schema.DateTimeUtcFromDate),
  page_position: Schema.Int,
  sealed: Schema.Uint8Array
})

const Page = Schema.Struct({ page_id: Schema.String, sealed: Schema.Uint8Array })

const PlacedVersion = Schema.Struct({
  ...Version.mapFields(({ sealed: _, ...rest }) => rest).fields,
  entity_type: Schema.String,
  qbo_id: Schema.String,
  page_id: Schema.String
})

/** The present version of one record with its source text. */
export interface VersionWithSource extends Omit<typeof Version.Type, "sealed" | "page_position"> {
  readonly raw: string
}

const Placed = Schema.Struct({
  entity_type: Schema.String,
  qbo_id: Schema.String,
  page_id: Schema.String,
  page_position: Schema.Int
})

const Fate = Schema.Struct({
  entity_type: Schema.String,
  qbo_id: Schema.String,
  knownBefore: Schema.Boolean,
  after: Schema.Literals(["open", "settled", "voided", "later", "gone"])
})

const LastRun = Schema.Struct({ sync_run_id: Schema.String, finished_at: Schema.DateTimeUtcFromDate })

/**
 * Reads of the mirror, inside the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class LedgerReader extends Context.Service<
  LedgerReader,
  {
    /** The versions known at `knownAt` (the present when absent) that a snapshot for `asOf` rests on, with their words: all but the lines of the ledger report, which are `LedgerLines`. */
    versions(
      clientId: ClientId,
      asOf: LocalDate,
      knownAt: Option.Option<DateTime.Utc>
    ): Effect.Effect<ReadonlyArray<StoredRecord>, SqlError.SqlError, CurrentTenant>
    /** Where each entity type stands, or stood by what was known at `knownAt`. */
    states(
      clientId: ClientId,
      knownAt: Option.Option<DateTime.Utc>
    ): Effect.Effect<ReadonlyArray<StoredState>, SqlError.SqlError, CurrentTenant>
    lastRun(
      clientId: ClientId,
      knownAt: Option.Option<DateTime.Utc>
    ): Effect.Effect<Option.Option<typeof LastRun.Type>, SqlError.SqlError, CurrentTenant>
    /** The currency the client had then, where it was another than now. */
    currencyAt(clientId: ClientId, knownAt: DateTime.Utc): Effect.Effect<Currency | null, SqlError.SqlError, CurrentTenant>
    /** What became of records between two times, by `Invoice:12`. */
    fates(
      clientId: ClientId,
      records: ReadonlyArray<{ readonly entityType: string; readonly qboId: string }>,
      between: { readonly from: DateTime.Utc; readonly to: DateTime.Utc; readonly asOf: LocalDate }
    ): Effect.Effect<ReadonlyMap<string, RecordFate>, SqlError.SqlError, CurrentTenant>
    /** About how many lines a ledger report of these days will have: as many as are mirrored, or three for each document. */
    expectedLines(clientId: ClientId, days: DeletionScope): Effect.Effect<number, SqlError.SqlError, CurrentTenant>
    /** Types with a present record that names a party or an account this run found gone: by a merge, which moves no version of theirs. */
    pointingToGone(clientId: ClientId, run: SyncRunId): Effect.Effect<ReadonlySet<MirrorType>, SqlError.SqlError, CurrentTenant>
    /** The words of present records, by `type/id`; empty ones once the client's key was destroyed. */
    words(
      clientId: ClientId,
      records: ReadonlyArray<{ readonly entityType: string; readonly qboId: string }>
    ): Effect.Effect<ReadonlyMap<string, RecordLabel>, SqlError.SqlError, CurrentTenant>
    /** The present version, or the one known at `knownAt`. None when there is no such record, or when its client's key was destroyed. */
    source(
      clientId: ClientId,
      entityType: string,
      qboId: string,
      knownAt?: DateTime.Utc
    ): Effect.Effect<Option.Option<VersionWithSource>, SqlError.SqlError, CurrentTenant>
    /** The same of several records, by `type/id`, each page opened once. */
    sources(
      clientId: ClientId,
      records: ReadonlyArray<{ readonly entityType: string; readonly qboId: string }>
    ): Effect.Effect<ReadonlyMap<string, VersionWithSource>, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/runway/internal/LedgerReader") {
  static readonly layer = Layer.effect(
    LedgerReader,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const vault = yield* Vault

      const labelsOf = yield* pageLabels
      const known = knownAtOf(sql)

      const rowsOf = (organizationId: string, clientId: ClientId, asOf: LocalDate, knownAt: Option.Option<DateTime.Utc>) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: StoredRow,
          execute: () => sql`
            with report as (
              select max(r.txn_date) as day from runway.ledger_record r
              where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and not r.deleted and ${known(knownAt)}
                and r.entity_type = 'GeneralLedgerAccount' and r.txn_date <= ${asOf}::date
            )
            select entity_type, qbo_id, txn_date, due_date, party_id, account_id, currency, amount_minor, open_minor, home_amount_minor,
              home_open_minor, active, facts, page_id, page_position
            from runway.ledger_record r
            where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and not r.deleted and ${known(knownAt)} and (
              entity_type in ('Account', 'Customer', 'Vendor', 'Term')
              or (entity_type in ('Invoice', 'CreditMemo', 'Payment', 'Bill', 'VendorCredit') and open_minor is distinct from 0 and txn_date <= ${asOf}::date)
              or (entity_type = 'BillPayment' and txn_date > ${asOf}::date)
              or (entity_type in ('JournalEntry', 'Deposit', 'Purchase') and facts -> 'partyLines' is not null and txn_date <= ${asOf}::date)
              or (entity_type in ('Payment', 'BillPayment') and facts -> 'settles' is not null)
              -- Uncorrelated, so that it is found once: as a joined row it was found again for each record of a table without statistics.
              or (entity_type = 'GeneralLedgerAccount' and txn_date = (select day from report))
              or (entity_type = 'BalanceSheetLine' and txn_date = ${asOf}::date))
            order by entity_type, qbo_id`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))

      const versions = Effect.fn("LedgerReader.versions")(function* (
        clientId: ClientId,
        asOf: LocalDate,
        knownAt: Option.Option<DateTime.Utc>
      ) {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* rowsOf(organizationId, clientId, asOf, knownAt)
        const labelOf = yield* labelsOf(organizationId, clientId, rows)
        return rows.map((row): StoredRecord => ({ ...row, label: labelOf(row) }))
      })

      const states = Effect.fn("LedgerReader.states")(function* (clientId: ClientId, knownAt: Option.Option<DateTime.Utc>) {
        const { organizationId } = yield* CurrentTenant
        const columns = sql.literal("entity_type, phase, rows_mirrored, last_success_at, error_code, covers_from, covers_to")
        return yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: StoredState,
          execute: () =>
            Option.match(knownAt, {
              onNone: () => sql`
                select ${columns} from runway.sync_state
                where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid order by entity_type`,
              onSome: (at) => sql`
                select distinct on (entity_type) ${columns} from runway.sync_state_version
                where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and known_from <= ${DateTime.toDateUtc(at)}
                order by entity_type, known_from desc, version_id desc`
            })
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
      })

      const lastRun = Effect.fn("LedgerReader.lastRun")(function* (clientId: ClientId, knownAt: Option.Option<DateTime.Utc>) {
        const { organizationId } = yield* CurrentTenant
        const until = Option.match(knownAt, {
          onNone: () => sql``,
          onSome: (at) => sql`and finished_at <= ${DateTime.toDateUtc(at)}`
        })
        return yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: LastRun,
          execute: () => sql`
            select sync_run_id, finished_at from runway.sync_run
            where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and outcome in ('succeeded', 'partial') ${until}
            order by finished_at desc limit 1`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
      })

      const source = Effect.fn("LedgerReader.source")(function* (
        clientId: ClientId,
        entityType: string,
        qboId: string,
        knownAt?: DateTime.Utc
      ) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: Version,
          execute: () => sql`
            select r.sync_token, r.version_no, r.deleted, r.learned_at, r.qbo_updated_at, r.page_position, p.records_sealed as sealed
            from runway.ledger_record r
            join runway.ledger_page p on p.organization_id = r.organization_id and p.client_id = r.client_id and p.page_id = r.page_id
            where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.entity_type = ${entityType}
              and r.qbo_id = ${qboId} and ${known(Option.fromUndefinedOr(knownAt))}`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        if (Option.isNone(found)) return Option.none<VersionWithSource>()
        const { page_position, sealed, ...version } = found.value
        return yield* vault.openText(clientId, recordsPurpose, sealed).pipe(
          Effect.flatMap((page) => Effect.orDie(decodeRecords(page))),
          Effect.map((list) =>
            Option.map(Option.fromUndefinedOr(list[page_position]), (raw): VersionWithSource => ({ ...version, raw }))
          ),
          Effect.catchTags({ KeyDestroyed: () => Effect.succeedNone, NotSealedHere: Effect.die })
        )
      })

      const sources = Effect.fn("LedgerReader.sources")(function* (
        clientId: ClientId,
        records: ReadonlyArray<{ readonly entityType: string; readonly qboId: string }>
      ) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: PlacedVersion,
          execute: () => sql`
            select r.entity_type, r.qbo_id, r.sync_token, r.version_no, r.deleted, r.learned_at, r.qbo_updated_at, r.page_id, r.page_position
            from unnest(${column(
              "text",
              records.map(({ entityType }) => entityType)
            )}, ${column(
              "text",
              records.map(({ qboId }) => qboId)
            )}) as w(entity_type, qbo_id)
            join runway.ledger_record r on r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid
              and r.entity_type = w.entity_type and r.qbo_id = w.qbo_id and r.superseded_at is null`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        const wanted = [...new Set(found.map(({ page_id }) => page_id))]
        const pages = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Page,
          execute: () => sql`
            select p.page_id, p.records_sealed as sealed from runway.ledger_page p
            where p.organization_id = ${organizationId}::uuid and p.client_id = ${clientId}::uuid
              and p.page_id::text = any(${column("text", wanted)})`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        const opened = yield* vault
          .openMany(pages.map(({ sealed }) => ({ owner: clientId, purpose: recordsPurpose, sealed })))
          .pipe(Effect.catchTags({ KeyDestroyed: () => Effect.succeed([]), NotSealedHere: Effect.die }))
        const texts = yield* Effect.forEach(opened, (page) => Effect.orDie(decodeRecords(new TextDecoder().decode(page))))
        const raws = new Map(texts.map((list, at) => [pages[at]?.page_id ?? "", list]))
        return new Map(
          found.flatMap(({ entity_type, page_id, page_position, qbo_id, ...version }) => {
            const raw = raws.get(page_id)?.[page_position]
            return raw === undefined ? [] : [[`${entity_type}/${qbo_id}`, { ...version, raw }] as const]
          })
        )
      })

      const words = Effect.fn("LedgerReader.words")(function* (
        clientId: ClientId,
        records: ReadonlyArray<{ readonly entityType: string; readonly qboId: string }>
      ) {
        const { organizationId } = yield* CurrentTenant
        const wanted = JSON.stringify(records.map(({ entityType, qboId }) => ({ entity_type: entityType, qbo_id: qboId })))
        const rows = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Placed,
          execute: () => sql`
            select r.entity_type, r.qbo_id, r.page_id, r.page_position
            from jsonb_to_recordset(${wanted}::text::jsonb) as w(entity_type text, qbo_id text)
            join runway.ledger_record r on r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid
              and r.entity_type = w.entity_type and r.qbo_id = w.qbo_id and r.superseded_at is null`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        const labelOf = yield* labelsOf(organizationId, clientId, rows)
        return new Map(rows.map((row) => [`${row.entity_type}/${row.qbo_id}`, labelOf(row)]))
      })

      const expectedLines = Effect.fn("LedgerReader.expectedLines")(function* (clientId: ClientId, days: DeletionScope) {
        const { organizationId } = yield* CurrentTenant
        const [counted] = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ lines: Schema.Int, documents: Schema.Int }),
          execute: () => sql`
            select count(*) filter (where entity_type = 'GeneralLedgerLine')::int as lines,
              count(*) filter (where entity_type <> 'GeneralLedgerLine')::int as documents
            from runway.ledger_record
            where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and superseded_at is null and not deleted
              and txn_date between ${days.from}::date and ${days.to}::date
              and entity_type in ('Invoice', 'CreditMemo', 'Payment', 'Bill', 'VendorCredit', 'BillPayment', 'Purchase', 'Deposit',
                'Transfer', 'JournalEntry', 'SalesReceipt', 'RefundReceipt', 'GeneralLedgerLine')`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        const { documents, lines } = counted ?? { documents: 0, lines: 0 }
        return lines === 0 ? documents * 3 : lines
      })

      const pointingToGone = Effect.fn("LedgerReader.pointingToGone")(function* (clientId: ClientId, run: SyncRunId) {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ entity_type: MirrorType }),
          execute: () => sql`
            with gone as (
              select qbo_id, entity_type = 'Account' as is_account from runway.ledger_record
              where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and sync_run_id = ${run}::uuid
                and entity_type in ('Account', 'Customer', 'Vendor') and superseded_at is null and deleted
            )
            select distinct r.entity_type from runway.ledger_record r join gone
              on gone.qbo_id = case when gone.is_account then r.account_id else r.party_id end
            where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.superseded_at is null and not r.deleted
            union
            select r.entity_type from runway.ledger_record r
            cross join jsonb_array_elements(r.facts -> 'partyLines') as line join gone
              on gone.qbo_id = case when gone.is_account then line ->> 'accountId' else line ->> 'partyId' end
            where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.superseded_at is null and not r.deleted
              and r.entity_type in ('JournalEntry', 'Deposit', 'Purchase')`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return new Set(rows.map((row) => row.entity_type))
      })

      const currencyAt = Effect.fn("LedgerReader.currencyAt")(function* (clientId: ClientId, knownAt: DateTime.Utc) {
        const [row] = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ currency: Schema.NullOr(Currency) }),
          execute: () =>
            sql`select app.home_currency_at(${clientId}::uuid, ${DateTime.toDateUtc(knownAt)}::timestamptz) as currency`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return row?.currency ?? null
      })

      const fates = Effect.fn("LedgerReader.fates")(function* (
        clientId: ClientId,
        records: ReadonlyArray<{ readonly entityType: string; readonly qboId: string }>,
        { asOf, from, to }: { readonly from: DateTime.Utc; readonly to: DateTime.Utc; readonly asOf: LocalDate }
      ) {
        const { organizationId } = yield* CurrentTenant
        const wanted = JSON.stringify(records.map(({ entityType, qboId }) => ({ entity_type: entityType, qbo_id: qboId })))
        const rows = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Fate,
          execute: () => sql`
            select w.entity_type, w.qbo_id,
              exists (select from runway.ledger_record r where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid
                and r.entity_type = w.entity_type and r.qbo_id = w.qbo_id and not r.deleted and ${known(Option.some(from))}) as "knownBefore",
              coalesce((select case
                  when r.deleted then 'gone'
                  when coalesce(r.open_minor, r.amount_minor) = 0 and r.amount_minor = 0 then 'voided'
                  when r.txn_date > ${asOf}::date then 'later'
                  when r.open_minor = 0 or r.entity_type = 'JournalEntry' then 'settled'
                  else 'open' end
                from runway.ledger_record r where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid
                and r.entity_type = w.entity_type and r.qbo_id = w.qbo_id and ${known(Option.some(to))}), 'gone') as after
            from jsonb_to_recordset(${wanted}::text::jsonb)
              as w(entity_type text, qbo_id text)`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return new Map(
          rows.map(({ after, entity_type, knownBefore, qbo_id }) => [`${entity_type}:${qbo_id}`, { knownBefore, after }])
        )
      })

      return LedgerReader.of({
        versions,
        states,
        lastRun,
        words,
        expectedLines,
        pointingToGone,
        source,
        sources,
        currencyAt,
        fates
      })
    })
  )
}
