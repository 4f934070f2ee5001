import { GoogleAccounts } from "@beep/connections/server/GoogleAccounts"
import { GoogleConfig } from "@beep/connections/server/GoogleConfig"
import { consentAtGoogle, googleSettings } from "@beep/connections/testing/googleConsent"
import { testConfig } from "@beep/connections/testing/TestConnections"
import { mailScopes } from "@beep/gmail/contract/scopes"
import { Gmail } from "@beep/gmail/Gmail"
import { GoogleOAuth } from "@beep/gmail/GoogleOAuth"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ConnectionId } from "@beep/kernel/ids"
import { googleAccount } from "@beep/sandbox/google/GoogleAccount"
import { sandboxServer } from "@beep/sandbox/server"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, type Firm, type Person } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Context, Effect, Layer, Redacted, Schema } from "effect"
import { FetchHttpClient, HttpServer } from "effect/http"
import { readdirSync, readFileSync } from "node:fs"
import * as MailLayer from "../../src/server/mail/MailLayer.ts"
import { MailSync } from "../../src/server/mail/MailSync.ts"
import { suite as vectorSuite } from "../embedding/support.ts"
import { suite as evidenceSuite } from "../support.ts"

export const dana = "dana.kim@alderfinch.example"
export const sam = "sam.rivera@alderfinch.example"

const app = { clientId: "sandbox-app", clientSecret: Redacted.make("sandbox secret/1") }

const folder = new URL("../../src/testing/mail/thompson/", import.meta.url)

const thompson = readdirSync(folder)
  .filter((name) => name.endsWith(".eml"))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))))

/** Where the Google stand-in of a suite listens. */
class StandInUrl extends Context.Service<StandInUrl, string>()("evidence-test/StandInUrl") {
  static readonly layer = (google: { readonly accounts: ReadonlyArray<string>; readonly mails: ReadonlyArray<Uint8Array> }) =>
    Layer.effect(
      StandInUrl,
      Effect.map(HttpServer.HttpServer, ({ address }) => HttpServer.formatAddress(address))
    ).pipe(
      Layer.provide(
        sandboxServer({
          ...app,
          companies: [],
          port: 0,
          google: { accounts: google.accounts.map(googleAccount), mails: google.mails }
        })
      ),
      Layer.orDie
    )
}

/** The production composition of mail with Google replaced at the wire, on a database of its own. */
export const suiteOf = (
  google: { readonly accounts: ReadonlyArray<string>; readonly mails: ReadonlyArray<Uint8Array> },
  evidence = evidenceSuite
) =>
  MailLayer.layer.pipe(
    Layer.provideMerge(GoogleAccounts.layer),
    Layer.provideMerge(Layer.mergeAll(Gmail.layer, GoogleOAuth.layer)),
    Layer.provide(Layer.unwrap(Effect.map(StandInUrl, (url) => googleSettings(url, app)))),
    Layer.provide(Layer.succeed(GoogleConfig, { redirectUri: "http://127.0.0.1:1/oauth/google/callback" })),
    Layer.provide(testConfig),
    Layer.provideMerge(StandInUrl.layer(google)),
    Layer.provideMerge(FetchHttpClient.layer),
    Layer.provideMerge(evidence)
  )

const household = { accounts: [dana, sam], mails: thompson }

/** With the Thompson threads in Dana's mailbox. */
export const suite = suiteOf(household)

/** The same with a provider of embeddings. */
export const suiteWithVectors = suiteOf(household, vectorSuite)

export const link = Effect.fnUntraced(function* (who: Person, account: string) {
  const google = yield* GoogleAccounts
  const url = yield* as(who)(google.link(mailScopes))
  const { linked } = yield* as(who)(google.callback(yield* consentAtGoogle(url, { account })))
  return linked === null ? yield* Effect.die(new Error("nothing was linked")) : linked
})

/** As the worker does it: to the end, for the organization. */
export const readMail = Effect.fnUntraced(function* (firm: Firm, mailbox: ConnectionId) {
  const sync = yield* MailSync
  const { id } = firm.organization
  yield* sync
    .resume(mailbox)
    .pipe(
      Effect.provideService(CurrentTenant, { organizationId: id, memberId: null, role: "system" }),
      Effect.provideService(CurrentActor, { kind: "system", job: "mail.read" })
    )
  return yield* as(firm.owner)(sync.state(mailbox))
})

/** The advisor's household, known by the addresses of the Thompson family. */
export const thompsons = Effect.fnUntraced(function* (firm: Firm, addresses: ReadonlyArray<string> = ["john", "sarah", "emily"]) {
  const contacts = yield* ClientContacts
  const of = (name: string) => Email.make(`${name}.thompson@thompson-family.example`)
  yield* as(firm.owner)(contacts.replace(firm.clients.advised.id, addresses.map(of)))
  return firm.clients.advised.id
})

export const control = Effect.fnUntraced(function* (method: string, path: string, body?: unknown) {
  const url = yield* StandInUrl
  const answer = yield* Effect.promise(() =>
    fetch(`${url}/_sandbox/google/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
  )
  if (!answer.ok) return yield* Effect.die(new Error(`the stand-in answered ${answer.status} to ${path}`))
})

export const change = (body: object) => control("POST", `mailboxes/${dana}/changes`, body)

const Counts = Schema.Tuple([
  Schema.Struct({
    documents: Schema.Int,
    versions: Schema.Int,
    sources: Schema.Int,
    tombstones: Schema.Int,
    threads: Schema.Int,
    messages: Schema.Int,
    waiting: Schema.Int
  })
])

/** What one organization holds of mail, seen from outside of every policy. */
export const held = Effect.fnUntraced(function* (firm: Firm) {
  const admin = yield* AdminSql
  const { id } = firm.organization
  const rows = yield* admin`select
    (select count(*)::int from evidence.document where organization_id = ${id}) as documents,
    (select count(*)::int from evidence.document_version where organization_id = ${id}) as versions,
    (select count(*)::int from evidence.document_source where organization_id = ${id}) as sources,
    (select count(*)::int from evidence.document_source where organization_id = ${id} and deleted_at is not null) as tombstones,
    (select count(*)::int from evidence.email_thread where organization_id = ${id}) as threads,
    (select count(*)::int from evidence.email_thread_message where organization_id = ${id}) as messages,
    (select count(*)::int from evidence.waiting_message where organization_id = ${id}) as waiting`
  return (yield* Schema.decodeUnknownEffect(Counts)(rows))[0]
})

const States = Schema.Array(Schema.Struct({ state: Schema.String, n: Schema.Int }))

/** How many readings of an organization's mail stand in which state. */
export const readings = Effect.fnUntraced(function* (organizationId: string) {
  const admin = yield* AdminSql
  const rows = yield* admin`select state, count(*)::int as n from knowledge.extraction
    where organization_id = ${organizationId} group by state`
  return Object.fromEntries((yield* Schema.decodeUnknownEffect(States)(rows)).map(({ n, state }) => [state, n]))
})
