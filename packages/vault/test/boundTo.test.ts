import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { expect, it } from "vitest"
import { clientKeyAad, contentAad, organizationKeyAad } from "../src/internal/boundTo.ts"

const id = (n: number) => `01990000-0000-7000-8000-00000000000${n}`
const binding = { organizationId: OrganizationId.make(id(1)), owner: ClientId.make(id(2)), keyId: id(3), purpose: "note" }

it("binds layer, organization, owner, key and purpose: no two of these share their bytes", () => {
  const all = [
    contentAad(binding),
    clientKeyAad(binding),
    organizationKeyAad(binding),
    contentAad({ ...binding, organizationId: OrganizationId.make(id(4)) }),
    contentAad({ ...binding, owner: ClientId.make(id(4)) }),
    contentAad({ ...binding, owner: null }),
    contentAad({ ...binding, owner: ClientId.make("00000000-0000-0000-0000-000000000000") }),
    contentAad({ ...binding, keyId: id(4) }),
    contentAad({ ...binding, purpose: "nota" })
  ].map((bytes) => bytes.toHex())
  expect(new Set(all).size).toBe(all.length)
  expect(contentAad({ ...binding }).toHex()).toBe(all[0])
})
