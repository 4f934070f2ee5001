import { Skeleton } from "@beep/ui/Skeleton"
import { clients } from "../../messages/clients.ts"
import { Loading } from "../../shell/Loading.tsx"

const rows = Array.from({ length: 14 }, (_, index) => index)

export const ClientsSkeleton = () => (
  <Loading what={clients.loading}>
    <div className="border-t border-line">
      <div className="h-8 border-b border-line" />
      {rows.map((row) => (
        <div key={row} className="flex h-8 items-center gap-6 border-b border-line px-6 max-sm:h-28 max-sm:px-4">
          <Skeleton className="h-3 w-40" />
          <Skeleton className="h-1.5 w-24" />
          <Skeleton className="h-3 w-16 max-sm:hidden" />
          <Skeleton className="h-3 w-16 max-sm:hidden" />
          <Skeleton className="h-3 w-20 max-sm:hidden" />
          <Skeleton className="ml-auto h-3 w-48 max-sm:hidden" />
        </div>
      ))}
    </div>
  </Loading>
)
