let token: string | null = null
const listeners = new Set<() => void>()

const mailed: ReadonlySet<string> = new Set(["/invitation", "/reset-password", "/confirm-address", "/undo-address"])

/**
 * Takes the secret of a mailed link from behind `#` into memory and out of the address, before
 * anything is drawn or asked: it stays in no history, no bookmark and no picture of the screen.
 */
export const takeLinkToken = (): void => {
  if (!mailed.has(location.pathname) || location.hash.length < 2) return
  token = location.hash.slice(1)
  history.replaceState(history.state, "", location.pathname)
  for (const listener of listeners) listener()
}

export const linkToken = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): string | null => token
}
