import { Audit } from "@beep/audit/server/Audit"
import { Unavailable } from "@beep/kernel/errors"
import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { webhookDeliveries } from "@beep/observability/metrics"
import { decodeWebhook } from "@beep/quickbooks/webhooks/decodeWebhook"
import { verifyWebhook } from "@beep/quickbooks/webhooks/verifyWebhook"
import type { WebhookEvent } from "@beep/quickbooks/webhooks/WebhookEvent"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { type SystemJob, SystemScope } from "@beep/tenancy/server/SystemScope"
import { Context, Effect, Layer, Metric } from "effect"
import { Mac } from "effect/crypto"
import { Hex } from "effect/encoding"
import type { SqlError } from "effect/sql"
import { DeliveryUnreadable, SignatureRefused } from "../contract/webhookProblems.ts"
import { KeyedHashes } from "./internal/KeyedHashes.ts"
import { type KeptEvent, keptEvent } from "./internal/keptEvent.ts"
import { WebhookEventsRepo } from "./internal/WebhookEventsRepo.ts"
import { WebhookSettings } from "./WebhookSettings.ts"

export interface Delivery {
  /** As received: the signature is over these bytes and no others. */
  readonly rawBody: Uint8Array
  /** The header; null when there was none. */
  readonly signature: string | null
}

/** What became of the events of one delivery; `ignored` are of unknown companies and entity types. */
export interface Received {
  readonly kept: number
  readonly duplicates: number
  readonly ignored: number
}

const job: SystemJob = { job: "webhooks.receive", reason: "a delivery names companies, not organizations" }

/** Organizations of one delivery written at the same time. */
const atOnce = 4

const counted = (shape: WebhookEvent["shape"] | "none", result: "kept" | "duplicate" | "ignored" | "unreadable" | "refused") =>
  Metric.update(Metric.withAttributes(webhookDeliveries, { shape, result }), 1)

/** Takes in what Intuit says changed; reads nothing from QuickBooks and waits for nothing that does. */
export class Webhooks extends Context.Service<
  Webhooks,
  {
    /** Ends only when what is kept is committed. The same delivery again changes nothing. */
    receive(delivery: Delivery): Effect.Effect<Received, SignatureRefused | DeliveryUnreadable | Unavailable>
  }
>()("@beep/connections/Webhooks") {
  static readonly layerNoDeps = Layer.effect(
    Webhooks,
    Effect.gen(function* () {
      const { verifierTokens } = yield* WebhookSettings
      const mac = yield* Mac.Mac
      const hashes = yield* KeyedHashes
      const events = yield* WebhookEventsRepo
      const audit = yield* Audit
      const scope = yield* SystemScope
      const transaction = yield* TenantTransaction

      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const signed = ({ rawBody, signature }: Delivery) =>
        signature === null
          ? Effect.succeed(false)
          : verifyWebhook({ rawBody, signature, verifierTokens }).pipe(Effect.provideService(Mac.Mac, mac))

      /** One organization's part: its events and one entry in its log, together or not at all. */
      const keep = (
        organizationId: OrganizationId,
        own: ReadonlyArray<KeptEvent & { readonly clientId: ClientId }>,
        bodyHash: Uint8Array
      ) =>
        transaction
          .run(
            Effect.gen(function* () {
              const fresh = yield* events.insert(own)
              if (fresh === 0) return 0
              const clients = [...new Set(own.map(({ clientId }) => clientId))]
              const [only, ...others] = clients
              yield* audit.append({
                action: "webhook.received",
                entityType: "webhook_delivery",
                entityId: Hex.encode(bodyHash),
                clientId: only === undefined || others.length > 0 ? null : only,
                result: "ok",
                after: { events: fresh, duplicates: own.length - fresh, clients: clients.length }
              })
              return fresh
            })
          )
          .pipe(scope.within(job, organizationId))

      const clientsOf = Effect.fnUntraced(function* (realmIds: ReadonlyArray<string>) {
        const lookups = new Map<string, string>()
        for (const realmId of new Set(realmIds)) lookups.set(realmId, Hex.encode(yield* hashes.ofCompany(realmId)))
        const found = yield* trip(events.companies([...lookups.values()]))
        const byLookup = new Map(found.map((row) => [row.lookup, row]))
        return (realmId: string) => byLookup.get(lookups.get(realmId) ?? "")
      })

      const unreadable = Effect.fnUntraced(function* (bodyHash: Uint8Array) {
        yield* trip(events.noteIgnored({ bodyHash, shape: "unreadable", unknownCompany: 0, unknownEntity: 0 }))
        yield* counted("none", "unreadable")
        return yield* new DeliveryUnreadable()
      })

      const sort = Effect.fnUntraced(function* (named: ReadonlyArray<WebhookEvent>) {
        const clientOf = yield* clientsOf(named.map(({ realmId }) => realmId))
        const byOrganization = new Map<OrganizationId, Array<KeptEvent & { readonly clientId: ClientId }>>()
        let unknownCompany = 0
        let unknownEntity = 0
        for (const event of named) {
          const company = clientOf(event.realmId)
          const kept = keptEvent(event)
          if (company === undefined) unknownCompany += 1
          else if (kept === null) unknownEntity += 1
          else {
            const own = byOrganization.get(company.organization_id) ?? []
            own.push({ ...kept, clientId: company.client_id })
            byOrganization.set(company.organization_id, own)
          }
        }
        return { byOrganization, unknownCompany, unknownEntity }
      })

      const receive = Effect.fn("Webhooks.receive")(function* (delivery: Delivery) {
        if (verifierTokens.length === 0) return yield* new Unavailable({ what: "webhooks" })
        if (!(yield* signed(delivery))) {
          yield* counted("none", "refused")
          return yield* new SignatureRefused()
        }
        const bodyHash = yield* hashes.ofBody(delivery.rawBody)
        const named = yield* decodeWebhook(new TextDecoder().decode(delivery.rawBody)).pipe(
          Effect.catchTag("UnreadableWebhook", () => unreadable(bodyHash))
        )
        const [first] = named
        if (first === undefined) return { kept: 0, duplicates: 0, ignored: 0 }
        const { byOrganization, unknownCompany, unknownEntity } = yield* sort(named)
        const fresh = yield* Effect.forEach(byOrganization, ([organizationId, own]) => keep(organizationId, own, bodyHash), {
          concurrency: atOnce
        })
        const ignored = unknownCompany + unknownEntity
        if (ignored > 0) yield* trip(events.noteIgnored({ bodyHash, shape: first.shape, unknownCompany, unknownEntity }))
        const kept = fresh.reduce((total, n) => total + n, 0)
        const received: Received = { kept, duplicates: named.length - ignored - kept, ignored }
        yield* counted(first.shape, kept > 0 ? "kept" : received.duplicates > 0 ? "duplicate" : "ignored")
        return received
      })

      return Webhooks.of({ receive })
    })
  )

  static readonly layer = Webhooks.layerNoDeps.pipe(
    Layer.provide([WebhookEventsRepo.layer, KeyedHashes.layer, Mac.layerWebCrypto])
  )
}
