import type { Digest } from "@beep/runway/contract/digest/Digest"
import { Chip } from "@beep/ui/Chip"
import { ChevronDown, ChevronUp } from "lucide-react"
import { changeText } from "./changeText.ts"

const icons = { up: <ChevronUp />, down: <ChevronDown />, none: undefined }

/** What changed since the last weekly snapshot, and its largest cause. */
export const VarianceChip = ({ digest }: { readonly digest: Digest }) => {
  const { direction, shown, spoken } = changeText(digest)
  return (
    <Chip size="large" tone={digest.change === null ? "info" : "plain"} icon={icons[direction]} title={spoken}>
      {shown}
    </Chip>
  )
}
