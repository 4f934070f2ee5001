import { Notice } from "@beep/ui/Notice"
import { TriangleAlert } from "lucide-react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"

/** A step that could not be confirmed: what happened, that nothing changed, and the request to ask about. */
export const CallFailed = ({ error, invalid }: { readonly error: unknown; readonly invalid?: string }) => {
  const failure = failureOf(error)
  const isInvalid = failure.kind === "invalid" || failure.kind === "stale"
  return (
    <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
      {isInvalid && invalid !== undefined ? invalid : states.failed[failure.kind]} {states.kept}
      {failure.requestId === undefined ? null : (
        <p className="text-12">
          {states.request} <span className="font-mono break-all">{failure.requestId}</span>
        </p>
      )}
    </Notice>
  )
}
