import { ChevronRight } from "lucide-react"
import type { ReactNode } from "react"

/** The way here, then the name of the page, which is its heading. */
export const Breadcrumb = ({
  label,
  parent,
  title
}: {
  readonly label: string
  readonly parent: ReactNode
  readonly title: string
}) => (
  <div className="flex min-w-0 items-center gap-2 text-13 text-muted">
    <nav aria-label={label} className="shrink-0 [&_a]:inline-flex [&_a]:min-h-6 [&_a]:items-center [&_a:hover]:text-fg">
      {parent}
    </nav>
    <ChevronRight aria-hidden="true" className="size-3 shrink-0" strokeWidth={1.5} />
    <h1 className="min-w-0 truncate text-16 font-semibold text-fg">{title}</h1>
  </div>
)
