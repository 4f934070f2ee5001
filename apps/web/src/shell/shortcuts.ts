import { useEffect, useEffectEvent, useSyncExternalStore } from "react"

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

/** AltGr writes brackets on many keyboards; any other modifier means another key. */
const isPlain = (event: KeyboardEvent): boolean =>
  event.getModifierState("AltGraph") || !(event.metaKey || event.ctrlKey || event.altKey)

/** One character, anywhere on the page, except while a person types or a modal sheet is open. */
export const useShortcut = (character: string, onPress: () => void): void => {
  const on = useShortcutsOn()
  const press = useEffectEvent(onPress)
  useEffect(() => {
    if (!on) return undefined
    const listen = (event: KeyboardEvent) => {
      if (event.key !== character || event.defaultPrevented || event.repeat || !isPlain(event)) return
      if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return
      event.preventDefault()
      press()
    }
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [on, character])
}
