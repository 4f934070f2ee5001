import { useEffect, useEffectEvent, useLayoutEffect, useSyncExternalStore } from "react"
import { type CommandId, commandOf, isKeyOf, isSingle } from "./commands.ts"

const key = "beep.shortcuts"
const listeners = new Set<() => void>()

const read = (): boolean => localStorage.getItem(key) !== "off"

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Keys without a modifier can be switched off on this device (WCAG 2.1.4). */
export const setShortcuts = (on: boolean): void => {
  localStorage.setItem(key, on ? "on" : "off")
  for (const listener of listeners) listener()
}

export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, read)

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))

/** Letters belong to what is being typed, and everything to a modal sheet that is open. */
export const isTaken = (event: KeyboardEvent, single: boolean): boolean =>
  (single && isTyping(event.target)) || document.querySelector("dialog[open]") !== null

let bound: ReadonlyMap<CommandId, () => void> = new Map()
const watchers = new Set<() => void>()

const publish = (next: ReadonlyMap<CommandId, () => void>) => {
  bound = next
  for (const watcher of watchers) watcher()
}

/** The commands that the open page offers, in the order they came. */
export const boundCommands = {
  subscribe: (watcher: () => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  },
  read: (): ReadonlyMap<CommandId, () => void> => bound
}

/**
 * Offers a command while the caller is on the page: by its key, anywhere except while a person types
 * or a modal sheet is open, and by name in the palette. `available: false` offers neither.
 */
export const useCommand = (id: CommandId, run: () => void, available = true): void => {
  const on = useShortcutsOn()
  const act = useEffectEvent(run)
  useEffect(() => {
    if (!available) return undefined
    const own = () => act()
    publish(new Map([...bound, [id, own]]))
    return () => {
      if (bound.get(id) === own) publish(new Map([...bound].filter(([one]) => one !== id)))
    }
  }, [id, available])
  // With the page that shows it, not after: a key pressed at first sight of its button was lost.
  useLayoutEffect(() => {
    if (!available || commandOf(id).keys.length === 0 || (!on && isSingle(id))) return undefined
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || !isKeyOf(event, id)) return
      if (isTaken(event, isSingle(id))) return
      event.preventDefault()
      act()
    }
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [on, id, available])
}
