import type { ReactNode } from "react"

export const Kbd = ({ children }: { readonly children: ReactNode }) => (
  <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-chip border border-line bg-surface px-1 font-sans text-12 leading-none font-medium text-muted">
    {children}
  </kbd>
)
