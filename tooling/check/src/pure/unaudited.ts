const derived = "a read model computed from the ledger; the sync run that caused it is audited, and no person decided anything"
const identity = "schema identity lies outside every organization, and an audit entry belongs to one; the membership is audited"

/** Files that write rows without the audit port, and why each may. */
export const unaudited: Readonly<Record<string, string>> = {
  "packages/runway/src/server/internal/clients/ClientListRows.ts": derived,
  "packages/runway/src/server/internal/runway/RunwaySnapshots.ts": derived,
  "packages/tenancy/src/server/internal/MailOutboxRepo.ts": identity,
  "packages/tenancy/src/server/internal/MemberFactsRepo.ts": identity,
  "packages/tenancy/src/server/internal/SealedKeysRepo.ts": identity,
  "packages/tenancy/src/server/internal/UsersRepo.ts": identity
}
