import { Connections } from "@beep/connections/server/Connections"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import type { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { Sync } from "@beep/runway/server/sync/Sync"
import { Email } from "@beep/tenancy/contract/Email"
import { NewPassword } from "@beep/tenancy/contract/Password"
import { Clients } from "@beep/tenancy/server/Clients"
import { Organizations } from "@beep/tenancy/server/Organizations"
import { Effect, Schema } from "effect"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Stage } from "../stage/Stage.ts"
import type { Fixable } from "./Fixable.ts"
import { asOwner, job } from "../stage/services.ts"

export const timezone = TimeZoneName.make("America/Los_Angeles")
export const ownerEmail = Email.make("owner@bench.test")

/** Ledger rows of each listed client's company; sizes differ because the stand-in names a company by its size. */
export const listedRows: ReadonlyArray<number> = Array.from({ length: 50 }, (_, index) => 100 + index * 8)

/** Every fifth listed company has a bill without a due date, every fifth a customer without an address. */
export const plantedAt = (index: number): Fixable | undefined =>
  index % 5 === 0 ? "bill_without_due_date" : index % 5 === 3 ? "customer_without_email" : undefined

export const listedName = (index: number): string => `Client ${String(index + 1).padStart(2, "0")}`

export const seedFirm = Effect.fn("bench.seedFirm")(function* (stage: Stage) {
  const organizations = yield* Organizations
  const password = yield* Effect.orDie(Schema.decodeEffect(NewPassword)(stage.password))
  const { organization, owner } = yield* organizations
    .create({
      name: "Bench",
      timezone,
      tier: "basic",
      demo: true,
      owner: { email: ownerEmail, displayName: "Owner", password }
    })
    .pipe(Effect.provideService(CurrentActor, { kind: "system", job }))
  return { organizationId: organization.id, memberId: owner.id, asOwner: asOwner(organization.id, owner.id) }
})
export type Firm = Effect.Success<ReturnType<typeof seedFirm>>

/** As the stand-in names a company of so many rows. */
export const realmOf = (rows: number) => `91303599${String(rows).padStart(8, "0")}`

/** A client linked to the stand-in's company of `rows` rows through the consent page. Asks for the owner's context. */
export const connectedClient = Effect.fn("bench.connectedClient")(function* (name: string, rows: number) {
  const clients = yield* Clients
  const connections = yield* Connections
  const client = yield* clients.create({ kind: "business", name, timezone, homeCurrency: usd })
  const url = new URL(yield* connections.authorize(client.id))
  url.searchParams.set("auto", "1")
  url.searchParams.set("realmId", realmOf(rows))
  const answer = yield* Effect.tryPromise({
    try: () => fetch(url, { redirect: "manual" }),
    catch: () => new BenchRefused({ reason: "the Intuit stand-in did not answer the consent" })
  })
  const back = new URL(answer.headers.get("location") ?? url).searchParams
  const result = yield* connections.callback({
    code: back.get("code") ?? "",
    state: back.get("state") ?? "",
    realmId: back.get("realmId") ?? ""
  })
  if (result._tag === "NotConnected")
    return yield* new BenchRefused({ reason: `a company could not be connected: ${result.error}` })
  return client.id
})

/** Syncs a client and refuses to go on when its books did not come over. */
export const synced = Effect.fn("bench.synced")(function* (clientId: ClientId) {
  const { phase } = yield* Effect.flatMap(Sync, (sync) => sync.run(clientId))
  if (phase !== "succeeded") return yield* new BenchRefused({ reason: `a company could not be read: its sync ${phase}` })
})

/** Fifty businesses whose rows in the list come from books that were really read. */
export const seedList = (firm: Firm) =>
  Effect.forEach(listedRows, (rows, index) => Effect.flatMap(connectedClient(listedName(index), rows), synced), {
    concurrency: 10,
    discard: true
  }).pipe(Effect.provideContext(firm.asOwner), Effect.withSpan("bench.seedList"))
