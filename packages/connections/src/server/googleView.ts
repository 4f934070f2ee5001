import { gmailReadonly, mailScopes, missingScopes } from "@beep/gmail/contract/scopes"
import type { Tenant } from "@beep/kernel/CurrentTenant"
import { Option } from "effect"
import type { GoogleAccount } from "../contract/GoogleAccount.ts"
import type { GoogleAccountRow } from "./internal/GoogleAccountsRepo.ts"

export const isChosen = ({ chosenAt }: GoogleAccountRow): boolean => chosenAt !== null

/** What the account still grants: Gmail may miss a scope that the token answer named. */
export const stillGranted = ({ scopes, status }: GoogleAccountRow): ReadonlyArray<string> =>
  status === "missing_scopes" ? scopes.filter((scope) => scope !== gmailReadonly) : scopes

export const accountView = (row: GoogleAccountRow, email: Option.Option<string>, tenant: Tenant): GoogleAccount => ({
  providerAccountId: row.id,
  providerId: "google",
  email: Option.getOrNull(email),
  status: row.status,
  scopes: stillGranted(row),
  missingScopes: row.status === "revoked" ? [] : missingScopes(stillGranted(row), mailScopes),
  linkedBy: row.memberId,
  isOwn: row.memberId === tenant.memberId,
  isActive: isChosen(row),
  linkedAt: row.linkedAt,
  lastRefreshAt: row.lastRefreshAt,
  lastErrorCode: row.lastErrorCode
})
