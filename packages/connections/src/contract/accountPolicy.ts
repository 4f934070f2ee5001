import type { Tenant } from "@beep/kernel/CurrentTenant"
import type { MemberId } from "@beep/kernel/ids"

interface Linked {
  readonly memberId: MemberId
  readonly isActive: boolean
}

/** Who linked an account always sees it; the organization's active one everybody who manages connections; an owner and a job see all. */
export const seesAccount = (tenant: Tenant, account: Linked): boolean =>
  account.isActive || account.memberId === tenant.memberId || tenant.role === "owner" || tenant.role === "system"

/** Unlinking and choosing: whoever linked it, or an owner. */
export const managesAccount = (tenant: Tenant, account: Linked): boolean =>
  account.memberId === tenant.memberId || tenant.role === "owner"
