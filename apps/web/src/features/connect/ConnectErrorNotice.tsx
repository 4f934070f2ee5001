import type { ConnectError } from "@beep/connections/contract/ConnectError"
import type { ClientId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { TriangleAlert } from "lucide-react"
import { connectErrors } from "../../messages/connectErrors.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { clientQuery } from "../clients/queries.ts"

/** Offered only when the client can be read: an address can name anything. */
const OpenHolder = ({ clientId }: { readonly clientId: ClientId }) => {
  const { data } = useQuery(clientQuery(clientId))
  return data === undefined ? null : (
    <Button size="small" asChild>
      <Link to="/clients/$clientId" params={{ clientId }}>
        {onboarding.openClient(data.name)}
      </Link>
    </Button>
  )
}

/** Why a company was not connected, and what a person can do about it. */
export const ConnectErrorNotice = ({
  error,
  heldBy
}: {
  readonly error: ConnectError
  readonly heldBy?: ClientId | undefined
}) => (
  <Notice
    tone="bad"
    role="alert"
    icon={<TriangleAlert strokeWidth={1.5} />}
    action={error === "already_connected" && heldBy !== undefined ? <OpenHolder clientId={heldBy} /> : undefined}
  >
    <b className="font-semibold">{connectErrors[error].what}</b> {connectErrors[error].next}
  </Notice>
)
