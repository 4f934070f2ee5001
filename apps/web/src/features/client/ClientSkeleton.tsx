import { Skeleton } from "@beep/ui/Skeleton"
import { DigestSkeleton } from "../digest/DigestSkeleton.tsx"

/** A client on its way, in the frame: the shape of its head, and of what stands under it. */
export const ClientSkeleton = () => (
  <>
    <div className="flex min-h-13 items-center gap-3 px-6 py-2 max-sm:px-4">
      <Skeleton className="h-5 w-56 max-w-1/2" />
      <Skeleton className="h-3 w-32" />
    </div>
    <div className="flex h-9 items-center gap-6 border-b border-line px-6 max-sm:px-4">
      {[0, 1, 2, 3].map((tab) => (
        <Skeleton key={tab} className="h-3 w-14" />
      ))}
    </div>
    <DigestSkeleton />
  </>
)
