import { ClientId } from "@beep/kernel/ids"
import { useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import type { KeyboardEvent } from "react"

const decodeId = Schema.decodeUnknownOption(ClientId)

/** Arrows walk the links of the list, `w` opens the derivation of the client under focus; Enter is the link's own. */
export const useListKeys = () => {
  const navigate = useNavigate()
  return (event: KeyboardEvent<HTMLElement>) => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || event.metaKey || event.ctrlKey || event.altKey) return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-client-link]")]
    const at = links.indexOf(focused)
    if (at < 0) return
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus()
    } else if (event.key === "w") {
      const id = decodeId(focused.dataset["clientId"])
      if (Option.isSome(id))
        void navigate({ to: "/clients/$clientId/digest", params: { clientId: id.value }, search: { why: "runway" } })
    }
  }
}
