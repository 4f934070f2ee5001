import { Notice } from "@beep/ui/Notice"
import { TriangleAlert } from "lucide-react"
import { type ApiFailure, failureOf } from "../api/ApiFailure.ts"
import { states } from "../messages/app.ts"
import { signIn } from "../messages/signIn.ts"

export type FailureWords = Readonly<Partial<Record<ApiFailure["kind"], string>>>

/** What a refused form says: the words of its own for a kind, else those every screen has. */
export const FailureNotice = ({ error, words }: { readonly error: unknown; readonly words?: FailureWords | undefined }) => {
  const failure = failureOf(error)
  const own = words?.[failure.kind]
  const said =
    own ?? (failure.kind === "rate_limited" ? signIn.rateLimited(failure.retryAfterSeconds ?? 60) : states.failed[failure.kind])
  return (
    <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
      {said}
      {failure.requestId === undefined || own !== undefined ? null : (
        <p className="mt-1 text-12">
          {states.request} <span className="font-mono break-all">{failure.requestId}</span>
        </p>
      )}
    </Notice>
  )
}
