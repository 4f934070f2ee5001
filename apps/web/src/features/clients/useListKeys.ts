import { ClientId } from "@beep/kernel/ids"
import { useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import type { KeyboardEvent } from "react"
import { isKeyOf } from "../../shell/commands.ts"
import { useShortcutsOn } from "../../shell/shortcuts.ts"

const decodeId = Schema.decodeUnknownOption(ClientId)

/** Keys of a list, for the client whose link has the focus: arrows walk, `w` opens the derivation, `r` marks it reviewed; Enter is the link's own. */
export const useListKeys = (onReview: ((clientId: ClientId) => void) | undefined) => {
  const navigate = useNavigate()
  const letters = useShortcutsOn()
  return (event: KeyboardEvent<HTMLElement>) => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement)) return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-client-link]")]
    const at = links.indexOf(focused)
    if (at < 0) return
    const key = event.nativeEvent
    const step = isKeyOf(key, "moveDown") ? 1 : isKeyOf(key, "moveUp") ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus()
      return
    }
    const id = Option.getOrUndefined(decodeId(focused.dataset["clientId"]))
    if (!letters || event.repeat || id === undefined) return
    if (isKeyOf(key, "why") && focused.dataset["clientKind"] === "business") {
      event.preventDefault()
      void navigate({ to: "/clients/$clientId/digest", params: { clientId: id }, search: { why: "runway" } })
    } else if (isKeyOf(key, "reviewRow") && onReview !== undefined) {
      event.preventDefault()
      onReview(id)
    }
  }
}
