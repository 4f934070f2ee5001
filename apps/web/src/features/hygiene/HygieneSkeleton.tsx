import { Skeleton } from "@beep/ui/Skeleton"
import { states } from "../../messages/app.ts"
import { hygiene } from "../../messages/hygiene.ts"

/** The shape of the tab while its first answer is under way. */
export const HygieneSkeleton = () => (
  <div role="status" aria-label={states.loading(hygiene.loading)} className="grid gap-4 px-6 py-5 max-sm:px-4">
    <div className="flex items-end gap-8">
      <Skeleton className="h-11 flex-1" />
      <Skeleton className="h-10 w-40" />
    </div>
    <Skeleton className="h-1" />
    <Skeleton className="h-64" />
    <Skeleton className="h-96" />
  </div>
)
