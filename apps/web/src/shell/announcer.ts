let words = ""
const listeners = new Set<() => void>()

/** Says something once in the polite live region of the frame. */
export const announce = (text: string): void => {
  words = text
  for (const listener of listeners) listener()
}

export const announcer = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): string => words
}
