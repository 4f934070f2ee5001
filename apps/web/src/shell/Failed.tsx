import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { ErrorState } from "@beep/ui/ErrorState"
import { Link } from "@tanstack/react-router"
import { Lock, SearchX } from "lucide-react"
import { failureOf } from "../api/ApiFailure.ts"
import { states } from "../messages/app.ts"

export interface FailedProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}

const ToClients = () => (
  <Button asChild>
    <Link to="/clients">{states.backToClients}</Link>
  </Button>
)

/** Any failed view: missing and forbidden are places without a door, the rest says what happened and offers to try again. */
export const Failed = ({ error, onRetry }: FailedProps) => {
  const failure = failureOf(error)
  if (failure.kind === "not_found") {
    return (
      <EmptyState
        title={states.notFoundTitle}
        text={states.notFoundText}
        icon={<SearchX strokeWidth={1.5} />}
        action={<ToClients />}
      />
    )
  }
  if (failure.kind === "forbidden") {
    return (
      <EmptyState
        title={states.failed.forbidden}
        text={states.forbiddenText}
        icon={<Lock strokeWidth={1.5} />}
        action={<ToClients />}
      />
    )
  }
  return (
    <div className="p-6 max-sm:p-4">
      <ErrorState
        title={states.failed[failure.kind]}
        kept={states.kept}
        retry={onRetry === undefined ? undefined : { label: states.retry, onRetry }}
        request={failure.requestId === undefined ? undefined : { label: states.request, id: failure.requestId }}
      />
    </div>
  )
}
