import { Slot } from "radix-ui"
import type { ReactNode } from "react"

export interface RailProps {
  readonly label: string
  readonly brand: string
  /** The rooms, each a `RailItem`. */
  readonly children: ReactNode
  /** Theme, account: at the foot, not in the bottom bar of a phone. */
  readonly foot: ReactNode
}

/** Left navigation: icons only under 1024 px, a bottom bar under 640 px. */
export const Rail = ({ label, brand, children, foot }: RailProps) => (
  <aside className="sticky top-0 flex h-dvh flex-col gap-0.5 border-r border-line bg-bg px-2 py-3 max-lg:items-center max-sm:fixed max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:z-30 max-sm:h-14.25 max-sm:border-t max-sm:border-r-0 max-sm:p-1">
    <div className="mb-2 flex h-8 items-center gap-2 px-2 text-14 font-semibold max-lg:px-0 max-sm:hidden">
      <BrandMark />
      <span className="max-lg:sr-only">{brand}</span>
    </div>
    <nav aria-label={label} className="grid gap-0.5 max-sm:w-full max-sm:auto-cols-fr max-sm:grid-flow-col">
      {children}
    </nav>
    <div className="mt-auto grid gap-0.5 max-sm:hidden">{foot}</div>
  </aside>
)

export const BrandMark = () => (
  <svg viewBox="0 0 20 20" className="size-5 shrink-0" aria-hidden="true">
    <rect width="20" height="20" rx="5" className="fill-brand" />
    <path d="M6 13V7m4 6V9m4 4V5" className="stroke-brand-fg" strokeWidth="2" strokeLinecap="round" />
  </svg>
)

const itemClass =
  "flex h-8 w-full items-center gap-2 rounded-control px-2 text-left text-13 font-medium text-fg-2 hover:bg-hover aria-[current]:bg-current-item aria-[current]:text-fg [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted aria-[current]:[&_svg]:text-fg max-lg:w-10 max-lg:justify-center max-lg:px-0 max-sm:h-12 max-sm:w-auto max-sm:flex-col max-sm:gap-1 max-sm:text-12 max-sm:aria-[current]:bg-transparent max-sm:aria-[current]:text-brand-text max-sm:aria-[current]:[&_svg]:text-brand-text"

/** Gives a link or a button the look of a place in the rail. Its only child holds `RailText`. */
export const RailItem = ({ children }: { readonly children: ReactNode }) => (
  <Slot.Root className={itemClass}>{children}</Slot.Root>
)

export const RailText = ({ children }: { readonly children: ReactNode }) => (
  <span className="truncate sm:max-lg:sr-only">{children}</span>
)

export const RailCount = ({ children }: { readonly children: ReactNode }) => (
  <span className="ml-auto text-12 font-normal text-muted tabular-nums max-lg:hidden">{children}</span>
)

/** Who is signed in, and where. */
export const RailAccount = ({
  initials,
  name,
  place
}: {
  readonly initials: string
  readonly name: string
  readonly place: string
}) => (
  <div className="mt-2 flex items-center gap-2 border-t border-line p-2 max-lg:px-0">
    <span
      aria-hidden="true"
      className="inline-grid size-6 shrink-0 place-items-center rounded-full border border-line-strong bg-surface text-[0.6875rem] font-semibold text-fg-2"
    >
      {initials}
    </span>
    <span className="grid min-w-0 max-lg:sr-only">
      <span className="truncate text-12 font-semibold">{name}</span>
      <span className="truncate text-12 text-muted">{place}</span>
    </span>
  </div>
)
