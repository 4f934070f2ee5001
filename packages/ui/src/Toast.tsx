import { X } from "lucide-react"
import { useSyncExternalStore } from "react"
import { dismissToast, toastStore } from "./toast-store.ts"

/** The place toasts appear in: once per app, announced politely, stays until dismissed or replaced. */
export const Toaster = ({ dismissLabel }: { readonly dismissLabel: string }) => {
  const message = useSyncExternalStore(toastStore.subscribe, toastStore.read)
  return (
    <div role="status" className="fixed right-6 bottom-6 z-50 max-sm:inset-x-4 max-sm:bottom-18">
      {message === null ? null : (
        <div
          key={message.id}
          className="flex min-h-11 items-center gap-3 rounded-surface bg-inverse pr-2 pl-4 text-13 text-inverse-fg"
        >
          <span className="flex-1">{message.text}</span>
          <button
            type="button"
            aria-label={dismissLabel}
            onClick={dismissToast}
            className="grid size-6 place-items-center rounded-chip border border-inverse-line"
          >
            <X aria-hidden="true" className="size-4" strokeWidth={1.5} />
          </button>
        </div>
      )}
    </div>
  )
}
