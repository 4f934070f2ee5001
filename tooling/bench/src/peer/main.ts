/**
 * The peer: Hono and `pg` on Bun, with the same round trips per request as our
 * server, as the same roles, through the same SQL functions. Settings come on
 * standard input.
 */
import { createHash } from "node:crypto"
import { Schema } from "effect"
import { Hono } from "hono"
import { getCookie } from "hono/cookie"
import { requestId } from "hono/request-id"
import { secureHeaders } from "hono/secure-headers"
import pg from "pg"
import { type Answer, page } from "./clientList.ts"
import { replayed } from "./replayed.ts"
import { PeerSettings } from "./settings.ts"

interface Session {
  readonly member_id: string
  readonly organization_id: string
  readonly role: string
}

const settings = Schema.decodeUnknownSync(PeerSettings)(await Bun.stdin.json())
const poolOf = (connectionString: string) =>
  new pg.Pool({ connectionString, max: settings.poolMax, min: settings.poolMax, idleTimeoutMillis: 0 })
const auth = poolOf(settings.authUrl)
const database = poolOf(settings.appUrl)
const minute = 60_000

/** As long as our server believes a session it verified; this one hears of no change meanwhile. */
const believed = 2000
const remembered = new Map<string, { readonly session: Session; readonly until: number }>()

// Both statements are prepared once per connection, as our driver does.
const resolve = async (token: string): Promise<Session | undefined> => {
  const now = Date.now()
  const key = createHash("sha256").update(token).digest("base64")
  const known = remembered.get(key)
  if (known !== undefined && now < known.until) return known.session
  const { rows } = await auth.query<Session>({
    name: "resolve_session",
    text: "select session_id, user_id, member_id, organization_id, role from identity.resolve_session($1, $2, $3, $4)",
    values: [createHash("sha256").update(token).digest(), new Date(now), new Date(now - 30 * minute), new Date(now - minute)]
  })
  const [session] = rows
  if (session !== undefined) remembered.set(key, { session, until: now + believed })
  return session
}

const list = async ({ member_id, organization_id, role }: Session, limit: number): Promise<Answer | undefined> => {
  const { rows } = await database.query<Answer>({
    name: "client_list",
    text: `select week, counts, items, last_key from runway.client_list($1, $2::uuid, $3, $4::timestamptz, $5::uuid, $6::text, $7::text, $8::boolean, $9::text, $10::uuid, $11::text, $12::text, $13, $14::jsonb, $15::int)`,
    values: [organization_id, member_id, role, new Date(), null, null, null, null, null, null, null, null, "runway", null, limit]
  })
  return rows[0]
}

const app = new Hono()
app.use(requestId(), secureHeaders())
app.get("/health/live", (c) => c.json({ status: "ok" }))
app.get("/api/advisor/:advisorId/clients", async (c) => {
  const cookie = getCookie(c, "beep_session")
  const session = cookie === undefined ? undefined : await resolve(cookie)
  if (session === undefined) return c.json({ title: "Sign in to continue" }, 401)
  if (session.member_id !== c.req.param("advisorId")) return c.json({ title: "Not found" }, 404)
  const limit = Number(c.req.query("limit") ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) return c.json({ title: "Not valid" }, 400)
  const answer = await list(session, limit)
  if (answer === undefined) return c.json({ title: "Not available" }, 503)
  const body = page(answer)
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`
  if (c.req.header("if-none-match") === etag) return c.body(null, 304, { etag })
  return c.body(body, 200, { "content-type": "application/json", "cache-control": "no-store", etag })
})

// The same statements in the same transactions, and their rows as they come: nothing is opened, computed or left out.
for (const { path, units } of settings.replays) {
  app.get(path, async (c) => {
    const cookie = getCookie(c, "beep_session")
    const session = cookie === undefined ? undefined : await resolve(cookie)
    if (session === undefined) return c.json({ title: "Sign in to continue" }, 401)
    return c.json({ rows: await replayed(database, units) }, 200, { "cache-control": "no-store" })
  })
}

Bun.serve({ port: settings.port, hostname: "127.0.0.1", fetch: app.fetch })
