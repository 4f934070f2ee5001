import { ArrowLeft, X } from "lucide-react"
import { Dialog } from "radix-ui"
import type { ReactNode } from "react"
import { IconButton } from "./IconButton.tsx"

export interface DrawerProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description: string
  readonly closeLabel: string
  /** One level up inside the drawer. */
  readonly back?: { readonly label: string; readonly onBack: () => void } | undefined
  readonly actions?: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
}

/**
 * The right drawer; under 900 px a sheet over the page. It does not block the page:
 * figures stay reachable, and another one opens here in place of this.
 */
export const Drawer = ({ open, onClose, title, description, closeLabel, back, actions, foot, children }: DrawerProps) => (
  <Dialog.Root open={open} modal={false} onOpenChange={(next) => (next ? undefined : onClose())}>
    <Dialog.Content
      onInteractOutside={(event) => event.preventDefault()}
      className="flex flex-col bg-surface outline-0 max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-20 max-xl:w-[min(100%,var(--drawer))] max-xl:border-l max-xl:border-line-strong max-md:inset-x-0 max-md:top-14 max-md:w-auto max-md:border-t max-md:border-l-0 max-sm:z-40 xl:sticky xl:top-0 xl:h-dvh xl:w-(--drawer) xl:shrink-0 xl:border-l xl:border-line"
    >
      <div className="flex min-h-13 items-center gap-2 border-b border-line pr-3 pl-5">
        {back === undefined ? null : <IconButton label={back.label} icon={<ArrowLeft strokeWidth={1.5} />} onClick={back.onBack} />}
        <Dialog.Title className="min-w-0 flex-1 truncate text-14 font-semibold">{title}</Dialog.Title>
        <Dialog.Description className="sr-only">{description}</Dialog.Description>
        {actions}
        <Dialog.Close asChild>
          <IconButton label={closeLabel} icon={<X strokeWidth={1.5} />} />
        </Dialog.Close>
      </div>
      <div tabIndex={0} role="region" aria-label={title} className="grid min-h-0 flex-1 content-start gap-3 overflow-y-auto px-5 py-3">{children}</div>
      {foot === undefined ? null : <div className="flex min-h-10 items-center gap-2 border-t border-line px-5 py-2 text-12 text-fg-2">{foot}</div>}
    </Dialog.Content>
  </Dialog.Root>
)
