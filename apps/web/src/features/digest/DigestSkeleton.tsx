import { Skeleton } from "@beep/ui/Skeleton"
import { digest } from "../../messages/digest.ts"
import { Loading } from "../../shell/Loading.tsx"

const card = (key: number) => (
  <div key={key} className="grid h-52 content-start gap-4 rounded-surface border border-line p-4">
    <div className="flex justify-between">
      <Skeleton className="h-4 w-16" />
      <Skeleton className="h-4 w-24" />
    </div>
    {[0, 1, 2].map((row) => (
      <div key={row} className="flex justify-between">
        <Skeleton className="h-3 w-2/5" />
        <Skeleton className="h-3 w-16" />
      </div>
    ))}
  </div>
)

export const DigestSkeleton = () => (
  <Loading what={digest.loading}>
    <div className="grid gap-4 px-6 py-5 max-sm:px-4">
      <div className="grid h-48 content-start gap-4 rounded-surface border border-line p-4">
        <Skeleton className="h-6 w-80 max-w-full" />
        <Skeleton className="h-4 w-52" />
        <Skeleton className="mt-4 h-3 w-full" />
        <div className="mt-4 flex gap-1">
          <Skeleton className="h-6 w-36" />
          <Skeleton className="h-6 w-28" />
        </div>
      </div>
      <div className="grid gap-4 md:grid-cols-2">{[0, 1, 2, 3].map(card)}</div>
    </div>
  </Loading>
)
