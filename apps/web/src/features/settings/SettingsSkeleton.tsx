import { Skeleton } from "@beep/ui/Skeleton"
import { Loading } from "../../shell/Loading.tsx"

/** Sections that are coming. */
export const SettingsSkeleton = ({ what }: { readonly what: string }) => (
  <Loading what={what}>
    {[0, 1, 2].map((section) => (
      <div
        key={section}
        className="grid gap-x-10 gap-y-4 border-b border-line px-6 py-6 max-sm:px-4 lg:grid-cols-[15rem_minmax(0,44rem)]"
      >
        <div className="grid content-start gap-2">
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-3 w-48" />
        </div>
        <div className="grid content-start gap-3">
          <Skeleton className="h-4 w-64 max-w-full" />
          <Skeleton className="h-8 w-40" />
        </div>
      </div>
    ))}
  </Loading>
)
