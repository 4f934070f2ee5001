import type { ReactNode } from "react"
import { states } from "../messages/app.ts"

/** A skeleton of the coming shape; what loads is said once, in words. */
export const Loading = ({ what, children }: { readonly what: string; readonly children: ReactNode }) => (
  <div aria-busy="true">
    <p role="status" className="sr-only">
      {states.loading(what)}
    </p>
    {children}
  </div>
)
