import { X } from "lucide-react"
import { useSyncExternalStore } from "react"
import { dismissToast, type ToastAction, toastStore } from "./toast-store.ts"

const Act = ({ action }: { readonly action: ToastAction }) => (
  <button
    type="button"
    onClick={() => {
      dismissToast()
      action.run()
    }}
    className="min-h-6 rounded-chip border border-inverse-line px-2 font-medium"
  >
    {action.label}
  </button>
)

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
          {message.action === undefined ? null : <Act action={message.action} />}
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
