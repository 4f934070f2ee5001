import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { newId, OrganizationId, UserId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { Effect, Layer } from "effect"
import { SqlClient } from "effect/sql"
import type { AuditEvent } from "../src/contract/AuditEvent.ts"
import * as AuditLayer from "../src/server/AuditLayer.ts"
import { crypto, signerOf } from "../src/testing/signer.ts"

export const suite = AuditLayer.layer.pipe(
  Layer.provideMerge(Layer.mergeAll(TestDatabase.layer, signerOf(7).pipe(Layer.provideMerge(crypto))))
)

export const newTenant = Effect.map(newId(OrganizationId), (organizationId): Tenant => ({
  organizationId,
  memberId: null,
  role: "system"
}))

const actor: CurrentActor["Service"] = { kind: "user", userId: UserId.make("01990000-0000-7000-8000-00000000abcd") }

/** The tenant and an actor, without a transaction. */
export const by =
  (tenant: Tenant) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    effect.pipe(Effect.provideService(CurrentActor, actor), Effect.provideService(CurrentTenant, tenant))

/** Runs in a transaction of the tenant. */
export const as =
  (tenant: Tenant) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    by(tenant)(Effect.flatMap(TenantTransaction, (transaction) => transaction.run(effect)))

export const event = (entityId: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  action: "document.ingested",
  entityType: "document",
  entityId,
  clientId: null,
  result: "ok",
  ...more
})

/** The entries that have a leaf, in the order of the log. */
export const numbered = (tenant: Tenant) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    as(tenant)(
      sql`select l.leaf_index::int as leaf, e.entity_id as entity from audit.leaf l join audit.entry e using (organization_id, id) order by 1`
    )
  )
