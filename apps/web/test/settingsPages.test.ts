import { assert, describe, it } from "@effect/vitest"
import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { capabilitiesOf } from "@beep/kernel/permissions"
import type { Role } from "@beep/kernel/Role"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { pagesFor } from "../src/features/settings/pages.ts"

const meAs = (role: Role): Me => ({
  memberId: MemberId.make("01890000-0000-7000-8000-000000000001"),
  name: "Mira",
  role,
  capabilities: capabilitiesOf(role),
  preferences: { listMode: "auto", rows: "compact" },
  organization: {
    id: OrganizationId.make("01890000-0000-7000-8000-000000000002"),
    name: "Alder & Finch Advisory",
    demo: false,
    timezone: TimeZoneName.make("America/New_York"),
    tier: "basic"
  },
  session: { strength: "full", lacks: null, steppedUpUntil: null }
})
const pagesOf = (role: Role): ReadonlyArray<string> => pagesFor(meAs(role)).map(({ page }) => page)

describe("the pages of the settings", () => {
  it("are the own ones and the roles for everybody", () => {
    assert.deepStrictEqual(pagesOf("viewer"), ["profile", "security", "notifications", "roles"])
    assert.deepStrictEqual(pagesOf("staff"), pagesOf("viewer"))
  })

  it("follow what a role may do", () => {
    assert.deepStrictEqual(pagesOf("advisor"), ["profile", "security", "notifications", "roles", "connections", "audit"])
    for (const page of ["members", "assignments", "features", "organization", "keys"]) assert.include(pagesOf("owner"), page)
  })
})
