import type { ClientId } from "@beep/kernel/ids"
import { addDays, todayIn } from "@beep/kernel/LocalDate"
import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import type { CompanyView } from "@beep/sandbox/store/CompanyView"
import { historyDays } from "@beep/runway/server/sync/syncSteps"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Effect, Schema } from "effect"
import { createHash } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import { zone } from "./IntuitStandIn.ts"

/** Days of these types before the window of the mirror are read by their changes only. */
const dated: ReadonlySet<string> = new Set(["Transfer", "SalesReceipt", "RefundReceipt"])

const Held = Schema.Struct({
  key: Schema.String,
  sync_token: Schema.NullOr(Schema.String),
  txn_date: Schema.NullOr(Schema.String),
  due_date: Schema.NullOr(Schema.String),
  party_id: Schema.NullOr(Schema.String),
  active: Schema.NullOr(Schema.Boolean),
  total: Schema.NullOr(Schema.BigInt),
  hash: Schema.String
})
type Held = typeof Held.Type

/** What the mirror holds now, past row level security. */
const heldOf = (clientId: ClientId) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`
      select entity_type || '/' || qbo_id as key, sync_token, txn_date, due_date, party_id, active, amount_minor as total,
        encode(source_hash, 'hex') as hash
      from runway.ledger_record
      where client_id = ${clientId}::uuid and superseded_at is null and not deleted
        and entity_type = any(string_to_array(${EntityName.literals.join(",")}, ','))`
  ).pipe(Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Held))))

const Text = Schema.optionalKey(Schema.String)
const Ref = Schema.optionalKey(Schema.Struct({ value: Schema.String }))
const Stated = Schema.Struct({
  SyncToken: Schema.String,
  TxnDate: Text,
  DueDate: Text,
  CustomerRef: Ref,
  VendorRef: Ref,
  EntityRef: Ref,
  Active: Schema.optionalKey(Schema.Boolean),
  TotalAmt: Text,
  Amount: Text,
  CurrentBalance: Text
})

const masters: ReadonlySet<string> = new Set(["Account", "Customer", "Vendor", "Term"])

/** Independent of the product's own reading, on purpose. */
const cents = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(Math.round(Number(text) * 100)))

const stated = (entity: EntityName, id: string, raw: string): Held => {
  const said = Schema.decodeUnknownSync(Stated)(exactJson(raw))
  return {
    key: `${entity}/${id}`,
    sync_token: said.SyncToken,
    txn_date: said.TxnDate ?? null,
    due_date: said.DueDate ?? null,
    party_id: (said.CustomerRef ?? said.VendorRef ?? said.EntityRef)?.value ?? null,
    active: masters.has(entity) ? (said.Active ?? true) : null,
    total: cents(said.TotalAmt ?? said.Amount ?? said.CurrentBalance),
    hash: createHash("sha256").update(`ledger.4\n${raw}`).digest("hex")
  }
}

export interface Difference {
  readonly key: string
  readonly held: Omit<Held, "key"> | null
  readonly stated: Omit<Held, "key"> | null
}

/**
 * Where the mirror of a client and the company's own ledger differ, object by object.
 * `exactly` compares the source text too, in which names stand that move no version.
 */
export const differences = Effect.fnUntraced(function* (
  clientId: ClientId,
  company: CompanyView,
  options: { readonly exactly: boolean; readonly but?: ReadonlySet<string> }
) {
  const from = addDays(yield* todayIn(zone), -historyDays)
  const counts = ({ key, txn_date }: Held) =>
    options.but?.has(key) !== true && (!dated.has(key.split("/")[0] ?? "") || (txn_date ?? "") >= from)
  const lasting = ({ hash, key: _, ...rest }: Held) => ({ ...rest, hash: options.exactly ? hash : "" })
  const held = new Map((yield* heldOf(clientId)).filter(counts).map((row) => [row.key, lasting(row)]))
  const theirs = new Map(
    EntityName.literals.flatMap((entity) =>
      (company.rows(entity) ?? [])
        .map((row) => stated(entity, String(row.fields["Id"]), row.raw))
        .filter(counts)
        .map((row) => [row.key, lasting(row)] as const)
    )
  )
  const found: Array<Difference> = []
  for (const key of new Set([...held.keys(), ...theirs.keys()])) {
    const [ours, said] = [held.get(key) ?? null, theirs.get(key) ?? null]
    if (!isDeepStrictEqual(ours, said)) found.push({ key, held: ours, stated: said })
  }
  return { found, objects: theirs.size }
})
