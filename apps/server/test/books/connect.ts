import { usd } from "@beep/kernel/Money"
import type { ClientId } from "@beep/kernel/ids"
import { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Effect, Schedule, Schema } from "effect"
import { call, signIn } from "../http.ts"
import { IntuitStandIn, zone } from "./IntuitStandIn.ts"

export type Session = { readonly cookie: string; readonly origin: string }

const Authorize = Schema.Struct({ url: Schema.String })

/** A client of its own for a company, linked to it the way a browser does it: our button, Intuit's page, and the way back. */
export const connect = Effect.fnUntraced(function* (who: Person, session: Session, company: CompanySource) {
  const clients = yield* Clients
  const client = yield* as(who)(clients.create({ kind: "business", name: company.name, timezone: zone, homeCurrency: usd }))
  const asked = yield* call(`/api/advisor/clients/${client.id}/connection/authorize`, { method: "POST", headers: session })
  const page = new URL((yield* Schema.decodeUnknownEffect(Authorize)(asked.json)).url)
  page.searchParams.set("auto", "1")
  page.searchParams.set("realmId", company.realmId)
  const approved = yield* Effect.promise(() => fetch(page, { redirect: "manual" }))
  const back = new URL(approved.headers.get("location") ?? "none:")
  const landed = yield* call(`${back.pathname}${back.search}`, { headers: session })
  if (landed.headers.get("location")?.endsWith("?connected=1") !== true)
    return yield* Effect.die(new Error(`not connected: ${landed.status} ${landed.text}`))
  return client.id
})

export const syncOf = (session: Session, clientId: ClientId) =>
  Effect.flatMap(call(`/api/advisor/clients/${clientId}/sync`, { headers: session }), ({ json }) =>
    Schema.decodeUnknownEffect(SyncStatus)(json)
  )

/** Looks until the sync that connecting began has ended. */
export const synced = (session: Session, clientId: ClientId) =>
  syncOf(session, clientId).pipe(
    Effect.repeat({ until: ({ phase }) => phase !== "running", schedule: Schedule.spaced("200 millis") })
  )

/** The `index`-th company with books of its own, linked to a client of its own and read to the end, recomputation and all. */
export const linkedClient = Effect.fnUntraced(function* (index: number) {
  const { a } = yield* twoTenants
  const { companies } = yield* IntuitStandIn
  const company = companies.filter(({ books }) => books !== null)[index]
  if (company === undefined) return yield* Effect.die(new Error("no company"))
  const session = yield* signIn(a.owner)
  const clientId = yield* connect(a.owner, session, company)
  const { phase } = yield* synced(session, clientId)
  if (phase !== "succeeded") return yield* Effect.die(new Error(`the first sync ${phase}`))
  const admin = yield* AdminSql
  // A sync is finished before its recomputation is.
  yield* admin`select count(*)::int as n from runway.sync_run where client_id = ${clientId}::uuid and refreshed_at is null`.pipe(
    Effect.repeat({ until: ([row]) => row?.["n"] === 0, schedule: Schedule.spaced("50 millis") })
  )
  return { firm: a, me: as(a.owner), session, clientId, realmId: company.realmId }
})
