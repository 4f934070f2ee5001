import { ArrowLeft, X } from "lucide-react"
import { Dialog } from "radix-ui"
import { type ReactNode, useRef } from "react"
import { IconButton } from "./IconButton.tsx"
import { useMedia } from "./useMedia.ts"

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

const place =
  "fixed inset-y-0 right-0 z-20 flex w-[min(100%,var(--drawer))] flex-col border-l border-line bg-surface outline-0 max-xl:border-line-strong max-md:inset-x-0 max-md:top-14 max-sm:top-11 max-md:w-auto max-md:border-t max-md:border-l-0 max-sm:z-40"

/**
 * The right drawer does not block the page: figures stay reachable, and another one
 * opens here in place of this. A page that makes room for it reserves `--drawer` with
 * `has-data-drawer`. Under 900 px it is a sheet that covers the page, and keeps the focus.
 * No `Dialog.Overlay`: it would inject a style element, which the pages' policy refuses.
 */
export const Drawer = ({ open, onClose, title, description, closeLabel, back, actions, foot, children }: DrawerProps) => {
  const cameFrom = useRef<Element>(null)
  const sheet = useMedia("(max-width: 899px)")
  return (
    <Dialog.Root open={open} modal={sheet} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Content
        data-drawer=""
        tabIndex={-1}
        className={place}
        onInteractOutside={(event) => event.preventDefault()}
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          cameFrom.current = document.activeElement
          if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus()
        }}
      >
        <div className="flex min-h-13 items-center gap-2 border-b border-line pr-3 pl-5">
          {back === undefined ? null : (
            <IconButton label={back.label} icon={<ArrowLeft strokeWidth={1.5} />} onClick={back.onBack} />
          )}
          <Dialog.Title className="min-w-0 flex-1 truncate text-14 font-semibold">{title}</Dialog.Title>
          <Dialog.Description className="sr-only">{description}</Dialog.Description>
          {actions}
          <Dialog.Close asChild>
            <IconButton label={closeLabel} icon={<X strokeWidth={1.5} />} />
          </Dialog.Close>
        </div>
        <div
          tabIndex={0}
          role="region"
          aria-label={title}
          className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-3 overflow-y-auto px-5 py-3"
        >
          {children}
        </div>
        {foot === undefined ? null : (
          <div className="flex min-h-10 items-center gap-2 border-t border-line px-5 py-2 text-12 text-fg-2">{foot}</div>
        )}
      </Dialog.Content>
    </Dialog.Root>
  )
}
