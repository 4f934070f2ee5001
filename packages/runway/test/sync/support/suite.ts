import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import type { ClientId } from "@beep/kernel/ids"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { Effect, Layer, Schema } from "effect"
import { AfterSync } from "../../../src/server/sync/AfterSync.ts"
import { Ledger } from "../../../src/server/ledger/Ledger.ts"
import { Sync } from "../../../src/server/sync/Sync.ts"
import { answer, type Company } from "./companies.ts"

/** What a sync waits for is tested where the limits are. */
export const { unhurried } = TestConnections

export const infrastructure = Layer.mergeAll(AfterSync.layerNone, unhurried).pipe(
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

export const suite = Layer.mergeAll(Sync.layer, Ledger.layer).pipe(Layer.provideMerge(infrastructure))

let companies = 0

/** A firm whose shared client is connected to a company of its own. */
export const connectedFirm = (company: Company) =>
  Effect.gen(function* () {
    const { a, b } = yield* twoTenants
    const intuit = yield* StandInIntuit
    intuit.data = answer(company)
    companies += 1
    const clientId = a.clients.shared.id
    yield* as(a.advisor)(TestConnections.connect(clientId, `91303480${companies}`, `sync-${clientId}`))
    return { a, b, intuit, clientId, me: as(a.advisor) }
  })

/** One more client of a firm, connected to a company of its own. */
export const connectedClient = (firm: Firm) =>
  Effect.gen(function* () {
    const clients = yield* Clients
    const { homeCurrency, kind, timezone } = firm.clients.shared
    companies += 1
    const client = yield* as(firm.owner)(clients.create({ kind, name: `Client ${companies}`, timezone, homeCurrency }))
    yield* as(firm.owner)(TestConnections.connect(client.id, `91303481${companies}`, `sync-${client.id}`))
    return client.id
  })

const Version = Schema.Struct({
  entity_type: Schema.String,
  qbo_id: Schema.String,
  version_no: Schema.Int,
  deleted: Schema.Boolean,
  hash: Schema.String,
  open_minor: Schema.NullOr(Schema.BigInt),
  current: Schema.Boolean
})

/** Every version ever written for a client, seen past row level security, without times and run ids. */
export const versionsOf = (clientId: ClientId) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`
    select entity_type, qbo_id, version_no, deleted, encode(source_hash, 'hex') as hash, open_minor, superseded_at is null as current
    from runway.ledger_record where client_id = ${clientId}::uuid order by entity_type, qbo_id, version_no`
  ).pipe(Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Version))))
