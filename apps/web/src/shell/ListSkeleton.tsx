import { Skeleton } from "@beep/ui/Skeleton"
import { Loading } from "./Loading.tsx"

/** A list of two-line entries on its way; `what` says so to a screen reader. */
export const ListSkeleton = ({ what }: { readonly what: string }) => (
  <Loading what={what}>
    <div className="grid gap-4 p-4">
      {[0, 1, 2, 3, 4].map((row) => (
        <div key={row} className="grid gap-2">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-3 w-1/2" />
        </div>
      ))}
    </div>
  </Loading>
)
