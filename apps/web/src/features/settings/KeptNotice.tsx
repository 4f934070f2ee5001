import { Notice } from "@beep/ui/Notice"
import { CloudOff } from "lucide-react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"

/** What is shown was read before, and reading it again failed. */
export const KeptNotice = ({ error }: { readonly error: unknown }) => (
  <div className="px-6 pt-4 max-sm:px-4">
    <Notice role="status" tone="warn" icon={<CloudOff strokeWidth={1.5} />}>
      {states.failed[failureOf(error).kind]} {states.keptShown}
    </Notice>
  </div>
)
