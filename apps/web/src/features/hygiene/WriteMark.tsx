import type { WriteBack } from "@beep/runway/contract/writeback/WriteBack"
import type { WriteState } from "@beep/runway/contract/writeback/WriteState"
import { Chip, type ChipTone } from "@beep/ui/Chip"
import { Ban, Check, CheckCheck, Clock, Send, TriangleAlert, Undo2 } from "lucide-react"
import { writes as words } from "../../messages/writes.ts"

const marks: Readonly<Record<WriteState, { readonly tone: ChipTone; readonly icon: typeof Check }>> = {
  staged: { tone: "info", icon: Clock },
  sending: { tone: "info", icon: Send },
  recorded: { tone: "plain", icon: Check },
  confirmed: { tone: "ok", icon: CheckCheck },
  conflict: { tone: "warn", icon: TriangleAlert },
  refused: { tone: "warn", icon: Ban },
  cancelled: { tone: "info", icon: Undo2 }
}

/** How far a write has come: a word and a shape of its own for each step. */
export const WriteMark = ({ write }: { readonly write: Pick<WriteBack, "state" | "reason"> }) => {
  const { icon: Icon, tone } = marks[write.state]
  return (
    <Chip tone={tone} icon={<Icon strokeWidth={1.75} />} title={words.says(write.state, write.reason)}>
      {words.state[write.state]}
    </Chip>
  )
}
