import { Slot } from "radix-ui"
import { type KeyboardEvent, type ReactNode, useRef } from "react"

/** Tabs that are places: links with an address, walked by arrow keys. */
export const TabNav = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => {
  const nav = useRef<HTMLElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
    const links = [...(nav.current?.querySelectorAll("a") ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    if (step === 0 || at < 0) return
    event.preventDefault()
    links.at((at + step) % links.length)?.focus()
  }
  return (
    <nav
      ref={nav}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="flex gap-5 overflow-x-auto border-b border-line px-6 [scrollbar-width:none] max-sm:px-4"
    >
      {children}
    </nav>
  )
}

/** Gives a link the look of a tab; `aria-current="page"` marks the one that is open. */
export const Tab = ({ children }: { readonly children: ReactNode }) => (
  <Slot.Root className="inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent text-13 font-medium whitespace-nowrap text-muted hover:text-fg focus-visible:-outline-offset-2 aria-[current=page]:border-brand aria-[current=page]:text-fg">
    {children}
  </Slot.Root>
)
