export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

export interface ToastMessage {
  readonly id: number
  readonly text: string
  /** What takes back what the toast confirms. */
  readonly action?: ToastAction | undefined
}

/** Toasts confirm what is durable, one at a time; the next replaces the one before. */
let current: ToastMessage | null = null
let count = 0
const listeners = new Set<() => void>()

const publish = (next: ToastMessage | null) => {
  current = next
  for (const listener of listeners) listener()
}

export const toast = (text: string, action?: ToastAction): void => {
  count += 1
  publish({ id: count, text, action })
}

export const dismissToast = (): void => publish(null)

export const toastStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): ToastMessage | null => current
}
