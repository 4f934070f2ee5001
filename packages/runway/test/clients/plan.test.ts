import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Runway } from "../../src/server/runway/Runway.ts"
import { account, dollars } from "../../src/testing/books.ts"
import { LedgerMemory } from "../../src/testing/LedgerMemory.ts"
import { testRunway } from "../testRunway.ts"

const Plan = Schema.Struct({ "QUERY PLAN": Schema.Unknown })

/** Every table that is read, with how: the leaves of the plan. */
const scansOf = (node: unknown): ReadonlyArray<{ readonly table: string; readonly by: string; readonly cond: string }> => {
  if (Array.isArray(node)) return node.flatMap(scansOf)
  if (typeof node !== "object" || node === null) return []
  const own =
    "Relation Name" in node && "Node Type" in node
      ? [
          {
            table: String(node["Relation Name"]),
            by: String(node["Node Type"]),
            cond: "Index Cond" in node ? String(node["Index Cond"]) : "Recheck Cond" in node ? String(node["Recheck Cond"]) : ""
          }
        ]
      : []
  return [...own, ...Object.values(node).flatMap(scansOf)]
}

/** The query of the function as it is installed, with its arguments for names. */
const queryOf = (source: string, org: string): string => {
  const body = source.slice(source.indexOf("with listed"), source.indexOf("into counts"))
  const values: Readonly<Record<string, string>> = {
    p_org: `'${org}'::uuid`,
    p_now: "now()",
    fresh_since: "now()",
    week_since: "now()",
    week_monday: "current_date",
    whole: "true",
    p_sort: "'runway'",
    p_limit: "50",
    p_client: "null::uuid",
    p_assigned: "null::uuid",
    p_attention: "null::boolean",
    p_after: "null::jsonb"
  }
  return body.replace(/\b(p_[a-z]+|fresh_since|week_since|week_monday|whole)\b/g, (name) => values[name] ?? "null::text").trim()
}

layer(testRunway)("P1-1.2.4 the plan of the list", (it) => {
  it.effect(
    "reads the clients and their rows through indexes that lead with the organization, among other organizations' thousands",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const admin = yield* TestDatabase.AdminSql
        const { shared } = a.clients
        yield* (yield* LedgerMemory).put(shared.id, { accounts: [account("35", dollars(5))] })
        yield* (yield* Runway).refresh(shared.id).pipe(as(a.owner))
        yield* admin`insert into tenancy.organization (organization_id, name, demo, timezone, tier, created_at)
          select md5(n::text)::uuid, 'Other', true, 'America/New_York', 'basic', now() from generate_series(0, 199) n`
        yield* admin`insert into tenancy.client (organization_id, id, kind, name, timezone, home_currency, created_at)
          select md5((n % 200)::text)::uuid, gen_random_uuid(), 'business', 'Client ' || n, 'America/New_York', 'USD', now()
          from generate_series(1, 10000) n`
        yield* admin`insert into runway.client_list_row (organization_id, client_id, as_of, computed_at, synced_at, state, days, band, needs_attention,
            members_fresh, members_stale, attention_fresh, attention_stale, input_hash)
          select c.organization_id, c.id, r.as_of, r.computed_at, r.synced_at, r.state, r.days, r.band, r.needs_attention,
            r.members_fresh, r.members_stale, r.attention_fresh, r.attention_stale, r.input_hash
          from tenancy.client c, runway.client_list_row r where r.client_id = ${shared.id} and c.name like 'Client %'`
        yield* admin`analyze tenancy.client, runway.client_list_row`
        const [found] = yield* admin`select prosrc from pg_proc where oid = 'runway.client_list'::regproc`
        const query = queryOf(String(found?.["prosrc"]), a.organization.id)
        // As the function is set, see its migration.
        const [row] = yield* admin.withTransaction(
          Effect.andThen(admin`set local enable_nestloop = off`, admin`explain (format json) ${admin.literal(query)}`)
        )
        const plan = yield* Schema.decodeUnknownEffect(Plan)(row)
        const text = plan["QUERY PLAN"]
        const scans = scansOf(typeof text === "string" ? JSON.parse(text) : text)
        for (const table of ["client", "client_list_row"]) {
          const own = scans.filter((scan) => scan.table === table)
          assert.isNotEmpty(own, table)
          for (const { by, cond } of own) {
            assert.match(by, /Index|Bitmap/, table)
            assert.include(cond, "organization_id", table)
          }
        }
      }),
    { timeout: 60_000 }
  )
})
