import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { column } from "@beep/sql/column"
import { Vault } from "@beep/vault/Vault"
import { Context, DateTime, Effect, Layer, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError, SqlSchema, type Statement } from "effect/sql"
import { hash as hashOf } from "node:crypto"
import { type DraftRecord, factsText, type MirrorType } from "../../ledger/draft/DraftRecord.ts"
import { encodePage, labelsPurpose, recordsPurpose } from "./ledgerPage.ts"

/** The days a deletion may be concluded for; absent = the whole type was read. */
export interface DeletionScope {
  readonly from: string
  readonly to: string
}

/** Changes when the columns made from the same source text change, so that every record is written anew. */
const mapping = "ledger.4\n"

interface Hashed {
  readonly draft: DraftRecord
  readonly hash: string
}

/** The runtime's own SHA-256: a promise for each of ten thousand records was a quarter of the time it takes to write them. */
const hashed = (drafts: ReadonlyArray<DraftRecord>): ReadonlyArray<Hashed> =>
  drafts.map((draft) => ({ draft, hash: hashOf("sha256", mapping + draft.identity, "hex") }))

const Current = Schema.Struct({ qbo_id: Schema.String, hash: Schema.String, deleted: Schema.Boolean })
/** The instant as PostgreSQL writes it: a `Date` would lose the microseconds. */
const Closed = Schema.Struct({ qbo_id: Schema.String, version_no: Schema.Int, superseded_at: Schema.String })
const Counted = Schema.Struct({ rows: Schema.BigInt })

/**
 * The only writer of records. Everything happens in the caller's tenant transaction,
 * one statement per batch; a record met unchanged gets no new version.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class LedgerWriter extends Context.Service<
  LedgerWriter,
  {
    /** Ids of the accounts of receivables and payables, as the mirror has them. */
    controlAccounts(clientId: ClientId): Effect.Effect<ReadonlySet<string>, SqlError.SqlError, CurrentTenant>
    /** Records of one type, each id once; answers how many versions were written. */
    write(
      clientId: ClientId,
      run: SyncRunId,
      entityType: MirrorType,
      drafts: ReadonlyArray<DraftRecord>
    ): Effect.Effect<number, SqlError.SqlError, CurrentTenant>
    /** QuickBooks says that these are no more; ids the mirror does not hold are passed over. */
    writeDeleted(
      clientId: ClientId,
      run: SyncRunId,
      entityType: MirrorType,
      ids: ReadonlyArray<string>
    ): Effect.Effect<number, SqlError.SqlError, CurrentTenant>
    /** After the whole type was read: what the run did not meet gets a version that says deleted. */
    closeMissing(
      clientId: ClientId,
      run: SyncRunId,
      entityType: MirrorType,
      scope?: DeletionScope
    ): Effect.Effect<number, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/runway/internal/LedgerWriter") {
  static readonly layer = Layer.effect(
    LedgerWriter,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const vault = yield* Vault
      const random = yield* SecureRandom.SecureRandom

      const now = Effect.map(DateTime.now, DateTime.toDateUtc)

      /**
       * An array, so that the index is asked id by id: the table is too fresh for statistics, and a join would read
       * all present records of the type for every batch.
       */
      const isOne = (ids: ReadonlyArray<string>) => sql`r.qbo_id = any(${column("text", ids)})`

      const currentOf = (organizationId: string, clientId: ClientId, entityType: MirrorType, ids: ReadonlyArray<string>) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Current,
          execute: () => sql`
            select r.qbo_id, encode(r.source_hash, 'hex') as hash, r.deleted from runway.ledger_record r
            where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid
              and r.entity_type = ${entityType} and r.superseded_at is null and ${isOne(ids)}`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))

      const controlAccounts = Effect.fn("LedgerWriter.controlAccounts")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const accounts = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ qbo_id: Schema.String }),
          execute: () => sql`
            select r.qbo_id from runway.ledger_record r
            where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.entity_type = 'Account'
              and r.superseded_at is null and not r.deleted
              and r.facts ->> 'accountType' in ('Accounts Receivable', 'Accounts Payable')`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return new Set(accounts.map(({ qbo_id }) => qbo_id))
      })

      /** Ends the present versions of these records; a new version is learned at the instant its predecessor ended. */
      const closeVersions = Effect.fnUntraced(function* (
        clientId: ClientId,
        entityType: MirrorType,
        ids: ReadonlyArray<string>,
        learnedAt: Date
      ) {
        if (ids.length === 0) return new Map<string, typeof Closed.Type>()
        const { organizationId } = yield* CurrentTenant
        const closed = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Closed,
          execute: () => sql`
            update runway.ledger_record r
            set superseded_at = greatest(${learnedAt}::timestamptz, r.learned_at + interval '1 microsecond')
            where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.entity_type = ${entityType}
              and r.superseded_at is null and ${isOne(ids)}
            returning r.qbo_id, r.version_no, r.superseded_at::text as superseded_at`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return new Map(closed.map((version) => [version.qbo_id, version]))
      })

      const write = Effect.fn("LedgerWriter.write")(function* (
        clientId: ClientId,
        run: SyncRunId,
        entityType: MirrorType,
        drafts: ReadonlyArray<DraftRecord>
      ) {
        if (drafts.length === 0) return 0
        if (drafts.some((draft) => draft.entityType !== entityType))
          return yield* Effect.die(new Error(`a batch of ${entityType} holds records of another type`))
        const { organizationId } = yield* CurrentTenant
        const incoming = hashed(drafts)
        const current = new Map(
          (yield* currentOf(
            organizationId,
            clientId,
            entityType,
            drafts.map((draft) => draft.qboId)
          )).map((row) => [row.qbo_id, row])
        )
        const isUnchanged = ({ draft, hash }: Hashed) => {
          const row = current.get(draft.qboId)
          return row !== undefined && row.hash === hash && !row.deleted
        }
        const changed = incoming.filter((item) => !isUnchanged(item))
        const met = incoming.filter(isUnchanged).map((item) => item.draft.qboId)
        if (met.length > 0) {
          yield* sql`
            insert into runway.sync_met (organization_id, client_id, sync_run_id, entity_type, qbo_id)
            select ${organizationId}::uuid, ${clientId}::uuid, ${run}::uuid, ${entityType}, qbo_id
            from unnest(${column("text", met)}) as met(qbo_id)
            on conflict do nothing`
        }
        if (changed.length === 0) return 0
        const learnedAt = yield* now
        const closed = yield* closeVersions(
          clientId,
          entityType,
          changed.map((item) => item.draft.qboId).filter((qboId) => current.has(qboId)),
          learnedAt
        )
        const pageId = yield* random.uuidV7()
        const page = encodePage(changed.map((item) => item.draft))
        const sealer = yield* vault.sealer(clientId)
        const labels = yield* sealer.sealText(labelsPurpose, page.labels)
        const records = yield* sealer.sealText(recordsPurpose, page.records)
        const text = (of: (item: Hashed) => string | null) => column("text", changed.map(of))
        const minor = (of: (draft: DraftRecord) => bigint | null) =>
          column(
            "bigint",
            changed.map(({ draft }) => of(draft))
          )
        yield* sql`
          with page as (
            insert into runway.ledger_page (organization_id, client_id, page_id, entity_type, learned_at, labels_sealed, records_sealed)
            values (${organizationId}::uuid, ${clientId}::uuid, ${pageId}::uuid, ${entityType}, ${learnedAt}, ${labels}, ${records})
          )
          insert into runway.ledger_record (organization_id, client_id, entity_type, qbo_id, version_no, sync_token, txn_date, due_date,
            party_id, account_id, currency, amount_minor, open_minor, home_amount_minor, home_open_minor, active, facts, qbo_updated_at,
            learned_at, sync_run_id, source_hash, page_id, page_position)
          select ${organizationId}::uuid, ${clientId}::uuid, ${entityType}, i.qbo_id, coalesce(i.closed_no, 0) + 1, i.sync_token,
            i.txn_date::date, i.due_date::date, i.party_id, i.account_id, i.currency, i.amount_minor, i.open_minor, i.home_amount_minor,
            i.home_open_minor, i.active, i.facts::jsonb, i.qbo_updated_at::timestamptz,
            coalesce(i.learned_at::timestamptz, ${learnedAt}::timestamptz), ${run}::uuid, decode(i.source_hash, 'hex'),
            ${pageId}::uuid, i.place - 1
          from unnest(
            ${text(({ draft }) => draft.qboId)},
            ${column(
              "integer",
              changed.map(({ draft }) => closed.get(draft.qboId)?.version_no ?? null)
            )},
            ${text(({ draft }) => draft.syncToken)},
            ${text(({ draft }) => draft.txnDate)},
            ${text(({ draft }) => draft.dueDate)},
            ${text(({ draft }) => draft.partyId)},
            ${text(({ draft }) => draft.accountId)},
            ${text(({ draft }) => draft.currency)},
            ${minor((draft) => draft.amountMinor)},
            ${minor((draft) => draft.openMinor)},
            ${minor((draft) => draft.homeAmountMinor)},
            ${minor((draft) => draft.homeOpenMinor)},
            ${column(
              "boolean",
              changed.map(({ draft }) => draft.active)
            )},
            ${text(({ draft }) => factsText(draft.facts))},
            ${text(({ draft }) => draft.qboUpdatedAt)},
            ${text(({ draft }) => closed.get(draft.qboId)?.superseded_at ?? null)},
            ${text(({ hash }) => hash)}
          ) with ordinality as i(qbo_id, closed_no, sync_token, txn_date, due_date, party_id, account_id, currency, amount_minor, open_minor,
            home_amount_minor, home_open_minor, active, facts, qbo_updated_at, learned_at, source_hash, place)`
        return changed.length
      })

      /** The present versions that `which` names are followed by ones that say deleted. */
      const tombstones = Effect.fnUntraced(function* (
        clientId: ClientId,
        run: SyncRunId,
        entityType: MirrorType,
        which: Statement.Fragment
      ) {
        const { organizationId } = yield* CurrentTenant
        const learnedAt = yield* now
        const [counted] = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Counted,
          execute: () => sql`
            with gone as (
              update runway.ledger_record r
              set superseded_at = greatest(${learnedAt}::timestamptz, r.learned_at + interval '1 microsecond')
              where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.entity_type = ${entityType}
                and r.superseded_at is null and not r.deleted and ${which}
              returning r.*
            ), tombstones as (
              insert into runway.ledger_record (organization_id, client_id, entity_type, qbo_id, version_no, sync_token, txn_date, due_date,
                party_id, account_id, currency, amount_minor, open_minor, home_amount_minor, home_open_minor, active, deleted, facts,
                qbo_updated_at, learned_at, sync_run_id, source_hash, page_id, page_position)
              select organization_id, client_id, entity_type, qbo_id, version_no + 1, sync_token, txn_date, due_date, party_id, account_id,
                currency, amount_minor, open_minor, home_amount_minor, home_open_minor, active, true, facts, qbo_updated_at, superseded_at,
                ${run}::uuid, source_hash, page_id, page_position
              from gone
              returning 1
            )
            select count(*) as rows from tombstones`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return Number(counted?.rows ?? 0n)
      })

      const writeDeleted = Effect.fn("LedgerWriter.writeDeleted")(function* (
        clientId: ClientId,
        run: SyncRunId,
        entityType: MirrorType,
        ids: ReadonlyArray<string>
      ) {
        if (ids.length === 0) return 0
        return yield* tombstones(clientId, run, entityType, isOne(ids))
      })

      const closeMissing = Effect.fn("LedgerWriter.closeMissing")(function* (
        clientId: ClientId,
        run: SyncRunId,
        entityType: MirrorType,
        scope?: DeletionScope
      ) {
        const { organizationId } = yield* CurrentTenant
        const within = scope === undefined ? sql`` : sql`and r.txn_date between ${scope.from}::date and ${scope.to}::date`
        // The tables are too fresh for statistics, and a nested loop over 10,000 rows takes a minute. A list of ids in
        // `not in` is hashed only while it fits into memory, and is walked for each row from there on.
        yield* sql`select set_config('enable_nestloop', 'off', true)`
        const gone = yield* tombstones(
          clientId,
          run,
          entityType,
          sql`r.sync_run_id <> ${run}::uuid ${within}
                and not exists (select from runway.sync_met m where m.organization_id = ${organizationId}::uuid
                  and m.client_id = ${clientId}::uuid and m.sync_run_id = ${run}::uuid and m.entity_type = ${entityType}
                  and m.qbo_id = r.qbo_id)`
        )
        yield* sql`select set_config('enable_nestloop', 'on', true)`
        yield* sql`
          delete from runway.sync_met where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid
            and sync_run_id = ${run}::uuid and entity_type = ${entityType}`
        return gone
      })

      return LedgerWriter.of({ controlAccounts, write, writeDeleted, closeMissing })
    })
  )
}
