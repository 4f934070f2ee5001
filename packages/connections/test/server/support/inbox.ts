import { WebhookInbox } from "@beep/connections/server/WebhookInbox"
import { Webhooks } from "@beep/connections/server/Webhooks"
import { WebhookSettings } from "@beep/connections/server/WebhookSettings"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { signatureOf } from "@beep/connections/testing/webhookDelivery"
import type { ClientId } from "@beep/kernel/ids"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { Effect, Layer, Redacted } from "effect"

/** Newest first, as during a rotation. */
export const tokens = ["verifier-token-of-today", "verifier-token-of-yesterday"] as const

export const suite = Layer.mergeAll(Webhooks.layer, WebhookInbox.layer).pipe(
  Layer.provide(Layer.succeed(WebhookSettings, { verifierTokens: tokens.map((token) => Redacted.make(token)) })),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

let companies = 0

/** A company nobody has connected before. */
export const newCompany = (): string => {
  companies += 1
  return `77770000${String(companies).padStart(4, "0")}`
}

export const link = Effect.fnUntraced(function* (who: Person, clientId: ClientId) {
  const realmId = newCompany()
  yield* as(who)(TestConnections.connect(clientId, realmId, `code-${realmId}`))
  return realmId
})

/** Two firms; three linked companies, two of them of the first firm. */
export const linked = Effect.gen(function* () {
  const { a, b } = yield* twoTenants
  return {
    a,
    b,
    bakery: yield* link(a.owner, a.clients.shared.id),
    dental: yield* link(a.owner, a.clients.unassigned.id),
    other: yield* link(b.owner, b.clients.shared.id)
  }
})

/** Hands a body in as Intuit would. */
export const deliver = Effect.fnUntraced(function* (body: string, token: string = tokens[0]) {
  const webhooks = yield* Webhooks
  return yield* webhooks.receive({ rawBody: new TextEncoder().encode(body), signature: yield* signatureOf(token, body) })
})

export const rowsOf = (clientId: ClientId) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`select shape, entity, entity_id, operation, deleted_id, occurred_at, failures, outcome,
      taken_by is not null as taken from connections.webhook_event where client_id = ${clientId}::uuid order by received_at, entity_id`
  )

export const entriesOf = (organizationId: string, action: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`select actor_job, client_id, entity_type, result, reason, after from audit.entry
      where organization_id = ${organizationId}::uuid and action = ${action} order by id`
  )
