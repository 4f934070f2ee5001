import { X } from "lucide-react"
import { type ReactNode, useEffect, useId, useRef } from "react"
import { IconButton } from "./IconButton.tsx"

export interface ModalSheetProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  readonly children: ReactNode
}

/**
 * A small sheet over the page, the browser's own modal dialog: it keeps the focus, gives it back, and Escape closes it.
 * The focus starts at what carries `data-autofocus`, else at the first control.
 */
export const ModalSheet = ({ open, onClose, title, closeLabel, children }: ModalSheetProps) => {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!open) {
      dialog.current?.close()
      return
    }
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        // Of the sheet itself, and said at once: the browser tells of the closing later, when it may be open again.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onClose={() => {
        if (dialog.current?.open !== true) onClose()
      }}
      className="m-auto w-[min(26rem,calc(100%-2rem))] rounded-surface border border-line-strong bg-surface p-0 text-fg backdrop:bg-scrim"
    >
      <div className="flex min-h-13 items-center gap-2 border-b border-line pr-3 pl-5">
        <h2 id={id} className="min-w-0 flex-1 truncate text-14 font-semibold">
          {title}
        </h2>
        <IconButton label={closeLabel} icon={<X strokeWidth={1.5} />} onClick={onClose} />
      </div>
      <div className="px-5 py-3">{children}</div>
    </dialog>
  )
}
