import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Clients } from "@beep/tenancy/server/Clients"
import { Capability } from "@beep/kernel/permissions"
import { RequiredScope, rolesOf } from "@beep/kernel/Scope"
import { TenantRole } from "@beep/kernel/Role"
import { AuthLocalApi } from "@beep/tenancy/contract/AuthApi"
import { assertEveryEndpointHasScope } from "@beep/tenancy/contract/endpointScopes"
import { holds, originAllowed, scopeOf } from "@beep/tenancy/contract/policy"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup } from "effect/http-api"

const origins = ["https://beep.test"]

describe("P0-2 a service without a scope", () => {
  it("does not compile: what it reads names the tenant it needs", () => {
    const asked = Effect.flatMap(Clients, (clients) => clients.list)
    // An effect that still needs something is run by nobody; without the tenant among its needs, this line is an error.
    const needsTenant: CurrentTenant extends Effect.Services<typeof asked> ? true : false = true
    assert.isTrue(needsTenant)
  })
})

describe("holds", () => {
  it("is the permission matrix for people, and everything for a job", () => {
    for (const role of TenantRole.literals) {
      for (const scope of ["public", "session", ...Capability.literals] as const) {
        assert.strictEqual(holds(role, scope), role === "system" || rolesOf(scope).includes(role), `${role} ${scope}`)
      }
    }
  })

  it("keeps a viewer from evidence and a staff member from the audit log", () => {
    assert.isFalse(holds("viewer", "evidence.write"))
    assert.isTrue(holds("staff", "evidence.write"))
    assert.isFalse(holds("staff", "audit.read"))
    assert.isFalse(holds("advisor", "flags.manage"))
  })

  it("opens an endpoint without a scope to nobody", () => {
    for (const role of TenantRole.literals) assert.isFalse(holds(role, undefined))
  })
})

describe("originAllowed", () => {
  it.each([
    ["GET", undefined, true],
    ["GET", "https://evil.test", true],
    ["POST", "https://beep.test", true],
    ["POST", "https://evil.test", false],
    ["POST", "https://beep.test.evil.test", false],
    ["POST", "null", false],
    ["POST", undefined, false],
    ["DELETE", "http://beep.test", false],
    ["PATCH", "https://beep.test:8443", false],
    ["PUT", undefined, false]
  ])("%s from %s: %s", (method, origin, expected) => {
    assert.strictEqual(originAllowed(method, origin, origins), expected)
  })
})

describe("endpoint scopes", () => {
  const bare = HttpApiEndpoint.get("bare", "/bare")
  const own = HttpApiEndpoint.get("own", "/own").annotate(RequiredScope, "audit.read")

  it("names the endpoints without one", () => {
    const api = HttpApi.make("x").add(HttpApiGroup.make("g").add(bare, own))
    assert.deepStrictEqual(assertEveryEndpointHasScope(api), ["g.bare"])
  })

  it("takes the group's, and the endpoint's own before it", () => {
    const group = HttpApiGroup.make("g").add(bare, own).annotate(RequiredScope, "clients.read")
    assert.deepStrictEqual(assertEveryEndpointHasScope(HttpApi.make("x").add(group)), [])
    assert.strictEqual(scopeOf(group, group.endpoints.bare), "clients.read")
    assert.strictEqual(scopeOf(group, group.endpoints.own), "audit.read")
  })

  it("finds one on every endpoint of auth", () => {
    assert.deepStrictEqual(assertEveryEndpointHasScope(AuthLocalApi), [])
  })
})
