import type { StaleClaim } from "@beep/evidence/contract/graph/StaleClaim"
import type { ClientId } from "@beep/kernel/ids"
import { Notice } from "@beep/ui/Notice"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { TriangleAlert } from "lucide-react"
import { knowledge } from "../../messages/knowledge.ts"
import { exactInstant } from "../../shell/times.ts"
import { staleClaimsQuery } from "./queries.ts"

/** A source that went to another client is not this one's to open. */
const Claim = ({ claim, clientId }: { readonly claim: StaleClaim; readonly clientId: ClientId }) => (
  <li className="flex flex-wrap items-center gap-x-2">
    <span className="font-medium">{knowledge.claim(claim.claimKind)}</span>
    <span>{knowledge.staleWords[claim.reason]}</span>
    <span className="text-12 text-muted tabular-nums">{exactInstant(claim.since)}</span>
    {claim.reason === "moved" ? null : (
      <Link
        to="/clients/$clientId/evidence"
        params={{ clientId }}
        search={{ document: claim.documentId }}
        className="inline-flex min-h-6 items-center text-brand-text hover:underline"
      >
        {knowledge.openSource}
      </Link>
    )}
  </li>
)

/** What rests on mail that changed, latest first, each with the way to its source. */
export const StaleClaims = ({ clientId }: { readonly clientId: ClientId }) => {
  const stale = useQuery(staleClaimsQuery(clientId))
  const items = stale.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Notice role="status" tone="warn" icon={<TriangleAlert strokeWidth={1.5} />}>
      {knowledge.stale(items.length)}
      <ul aria-label={knowledge.staleList} className="grid max-h-40 overflow-y-auto">
        {items.map((claim) => (
          <Claim key={`${claim.claimKind} ${claim.claimId}`} claim={claim} clientId={clientId} />
        ))}
      </ul>
    </Notice>
  )
}
