import type { Digest } from "@beep/runway/contract/digest/Digest"
import { Chip } from "@beep/ui/Chip"
import { Link } from "@tanstack/react-router"
import { DateTime } from "effect"
import { ChevronDown, ChevronUp } from "lucide-react"
import { change as words } from "../../messages/change.ts"
import { useDay } from "./AtContext.ts"
import { changeText } from "./changeText.ts"

const icons = { up: <ChevronUp />, down: <ChevronDown />, none: undefined }

/** What changed since the last weekly snapshot and its largest cause; it opens every cause with its rows. */
export const VarianceChip = ({ digest }: { readonly digest: Digest }) => {
  const { at } = useDay()
  const { direction, shown, spoken } = changeText(digest)
  if (digest.change === null)
    return (
      <Chip size="large" tone="info">
        {shown}
      </Chip>
    )
  const from = DateTime.formatIso(digest.change.baselineAt)
  return (
    <Link
      to="/clients/$clientId/bridge"
      params={{ clientId: digest.clientId }}
      search={at === undefined ? { from } : { from, to: at }}
      aria-label={words.open(spoken)}
      className="inline-flex max-w-full rounded-chip hover:underline hover:decoration-dotted hover:underline-offset-4"
    >
      <Chip size="large" icon={icons[direction]}>
        {shown}
      </Chip>
    </Link>
  )
}
