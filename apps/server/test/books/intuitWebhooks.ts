import type { WebhookFault, WebhookOrder } from "@beep/sandbox/webhooks/WebhookOrder"
import { Effect, Schedule, Schema } from "effect"
import { Address } from "../TestServer.ts"
import { IntuitStandIn } from "./IntuitStandIn.ts"

const Told = Schema.Struct({
  gathering: Schema.Int,
  deliveries: Schema.Array(
    Schema.Struct({
      realmIds: Schema.Array(Schema.String),
      events: Schema.Int,
      fault: Schema.NullOr(Schema.String),
      attempts: Schema.Int,
      status: Schema.NullOr(Schema.Int),
      state: Schema.Literals(["waiting", "delivered", "lost", "no_address"])
    })
  )
})

const base = Effect.map(IntuitStandIn, ({ variables }) => `${variables["OAUTH_INTUIT_API_URL"] ?? ""}/_sandbox/webhooks`)

const send = (path: string, method: "POST" | "PUT", body: object) =>
  Effect.flatMap(base, (url) =>
    Effect.promise(() =>
      fetch(`${url}${path}`, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
    )
  ).pipe(Effect.flatMap(({ ok, status }) => (ok ? Effect.void : Effect.die(new Error(`refused: ${status}`)))))

/** Intuit delivers to our server from now on, over HTTP and signed. */
export const deliverTo = (verifierToken: string) =>
  Effect.flatMap(Address, (address) => send("/receiver", "PUT", { address: `${address}/webhooks/intuit`, verifierToken }))

/** The next delivery with events of the company fares so. */
export const spoil = (order: WebhookOrder) => send("/orders", "POST", order)

/** How everything Intuit had to tell fared so far. */
export const told = Effect.flatMap(base, (url) => Effect.promise(() => fetch(url).then((answer) => answer.json()))).pipe(
  Effect.flatMap(Schema.decodeUnknownEffect(Told))
)

const heldBack: ReadonlySet<string | null> = new Set<WebhookFault>(["late", "out_of_order"])

/** Looks until everything is delivered or lost; what Intuit holds back on purpose is waited for only when `all` is asked for. */
export const toldAll = ({ all }: { readonly all: boolean }) =>
  told.pipe(
    Effect.repeat({
      until: ({ deliveries, gathering }) =>
        gathering === 0 && deliveries.every(({ fault, state }) => state !== "waiting" || (!all && heldBack.has(fault))),
      schedule: Schedule.spaced("50 millis")
    })
  )
