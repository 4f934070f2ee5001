import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"

const tenant: Tenant = {
  organizationId: OrganizationId.make("01890000-0000-7000-8000-000000000001"),
  memberId: MemberId.make("01890000-0000-7000-8000-000000000002"),
  role: "advisor"
}

layer(TestDatabase.layer)("TenantTransaction", (it) => {
  it.effect("binds organization, member and role inside, and nothing outside", () =>
    Effect.gen(function*() {
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const read = sql`select app.org_id() as org, app.member_id() as member, app.sees_all_clients() as all_clients`
      const inside = yield* transaction.run(read)
      assert.deepStrictEqual(inside, [{ org: tenant.organizationId, member: tenant.memberId, all_clients: false }])
      assert.deepStrictEqual(yield* read, [{ org: null, member: null, all_clients: false }])
    }).pipe(Effect.provideService(CurrentTenant, tenant)))
})
