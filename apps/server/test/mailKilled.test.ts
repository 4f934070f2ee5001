import { consentAtGoogle } from "@beep/connections/testing/googleConsent"
import { ConnectionId } from "@beep/kernel/ids"
import { drawOf } from "@beep/sandbox/companies/Draw"
import { MailSyncStatus } from "@beep/evidence/contract/mail/MailSync"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Config, Effect, Schedule, Schema } from "effect"
import { call, signIn } from "./http.ts"
import { bundled, killedAfter } from "./killedProcess.ts"
import { layer as bothServers, mailbox, order } from "./mail/GoogleStandIn.ts"

/** `MAIL_KILLS=20` takes minutes. */
const kills = Config.Int("MAIL_KILLS").pipe(Config.withDefault(4))
const generated = 90

const linkRequest = {
  callbackURL: "/settings?settingsTab=connections",
  errorCallbackURL: "/settings?settingsTab=connections&relink=failed",
  scopes: ["openid", "https://www.googleapis.com/auth/userinfo.email", "https://www.googleapis.com/auth/gmail.readonly"]
}
const Linked = Schema.Struct({ url: Schema.String })
const Accounts = Schema.Struct({ accounts: Schema.Tuple([Schema.Struct({ providerAccountId: ConnectionId })]) })

layer(bothServers, { excludeTestServices: true, timeout: "2 minutes" })("a reader of mail that is killed", (it) => {
  it.effect(
    "restart-safe: killed in the middle of a sync, finished after, nothing lost and nothing doubled",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const admin = yield* AdminSql
        const contacts = yield* ClientContacts
        const session = yield* signIn(a.owner)
        const post = (path: string, body?: unknown) =>
          call(path, {
            method: "POST",
            headers: { ...session, "content-type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) })
          })
        const asked = yield* post("/api/advisor/google/link", linkRequest)
        const { url } = yield* Schema.decodeUnknownEffect(Linked)(asked.json)
        const back = yield* consentAtGoogle(url, { account: mailbox })
        const landed = yield* call(`/oauth/google/callback?${new URLSearchParams({ ...back })}`, { headers: session })
        assert.match(landed.headers.get("location") ?? "", /\/settings\?settingsTab=connections&linked=/)
        const listed = yield* call("/api/advisor/google/accounts", { headers: session })
        const { accounts } = yield* Schema.decodeUnknownEffect(Accounts)(listed.json)
        const account = accounts[0].providerAccountId

        yield* order("POST", `mailboxes/${mailbox}/changes`, { do: "generate", count: generated, seed: 3 })
        const known = Array.from({ length: 12 }, (_, n) => Email.make(`pat.bennett${n}@bennett-family.example`))
        yield* as(a.owner)(contacts.replace(a.clients.advised.id, known))

        const program = yield* bundled("mail/killedReader.ts")
        const task = { organizationId: a.organization.id, mailbox: account }
        const draw = drawOf(20261120, "mail kills")
        const trail: Array<string> = []
        const count = yield* kills
        for (let round = 0; round < count; round += 1) {
          const { seen, wasKilled } = yield* killedAfter(program, task, draw.whole(40, 400))
          const [left] = yield* admin`select count(*)::int as open from evidence.mail_sync_run where finished_at is null`
          trail.push(`${wasKilled ? "killed" : "ended"} after ${seen}, ${String(left?.["open"])} open`)
        }
        assert.isAbove(trail.filter((line) => /^killed .* 1 open$/.test(line)).length, 1, trail.join("\n"))

        const path = `/api/advisor/mail/sync?providerAccountId=${account}`
        yield* post(path)
        const status = yield* call(path, { headers: session }).pipe(
          Effect.flatMap(({ json }) => Schema.decodeUnknownEffect(MailSyncStatus)(json)),
          Effect.repeat({ until: ({ phase }) => phase === "ended", schedule: Schedule.spaced("200 millis") })
        )
        assert.deepInclude(status, { outcome: "succeeded", failed: 0, error: null })
        const [row] = yield* admin`select
          (select count(*)::int from evidence.email_thread_message) as messages,
          (select count(*)::int from evidence.document) as documents,
          (select count(*)::int from evidence.document_version) as versions,
          (select count(*)::int from evidence.document_source) as sources,
          (select count(*)::int from evidence.waiting_message) as waiting,
          (select count(*)::int from evidence.email_thread t where t.last_ingest_seq <>
            (select count(*) from evidence.email_thread_message m where m.thread_id = t.id)) as gaps,
          (select count(*)::int from evidence.email_thread_message where document_id is null) as undecided`
        assert.strictEqual(row?.["messages"], generated)
        assert.isAbove(Number(row?.["documents"]), 3)
        assert.deepInclude(row, {
          documents: row?.["versions"],
          sources: row?.["versions"],
          waiting: generated - Number(row?.["documents"]),
          undecided: generated - Number(row?.["documents"]),
          gaps: 0
        })
        assert.strictEqual(status.unfiled, row?.["waiting"])
        const ended =
          yield* admin`select count(*)::int as n from audit.entry where action = 'sync.completed' and entity_type = 'mail_sync_run'`
        assert.isAbove(Number(ended[0]?.["n"]), 0)
      }),
    300_000
  )
})
