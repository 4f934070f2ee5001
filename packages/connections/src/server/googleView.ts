import { mailScopes, missingScopes } from "@beep/gmail/contract/scopes"
import type { Tenant } from "@beep/kernel/CurrentTenant"
import { Option } from "effect"
import type { GoogleAccount } from "../contract/GoogleAccount.ts"
import type { GoogleAccountRow } from "./internal/GoogleAccountsRepo.ts"

export const isChosen = ({ chosenAt }: GoogleAccountRow): boolean => chosenAt !== null

export const accountView = (row: GoogleAccountRow, email: Option.Option<string>, tenant: Tenant): GoogleAccount => ({
  providerAccountId: row.id,
  providerId: "google",
  email: Option.getOrNull(email),
  status: row.status,
  scopes: row.scopes,
  missingScopes: row.status === "revoked" ? [] : missingScopes(row.scopes, mailScopes),
  linkedBy: row.memberId,
  isOwn: row.memberId === tenant.memberId,
  isActive: isChosen(row),
  linkedAt: row.linkedAt,
  lastRefreshAt: row.lastRefreshAt,
  lastErrorCode: row.lastErrorCode
})
