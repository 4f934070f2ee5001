import type { Client } from "@beep/tenancy/contract/Client"
import type { PayrollBadge } from "../../contract/runway/payrollBadge.ts"
import type { RunwayResult } from "../../contract/runway/derive.ts"

/** A runway with what it was computed for; `inputHash` is the lower-case hex SHA-256 of everything it was computed from. */
export interface ComputedRunway {
  readonly client: Client
  readonly result: RunwayResult
  readonly inputHash: string
  /** Null without a confirmed payroll, or where the books do not say enough. */
  readonly payroll: PayrollBadge | null
}
