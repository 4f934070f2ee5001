import type { MemberRow } from "@beep/tenancy/contract/MembersApi"
import { Button } from "@beep/ui/Button"
import { useState } from "react"
import { members as words } from "../../messages/members.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { useMemberChange } from "./useMemberChange.ts"

export interface MemberActionProps {
  readonly member: MemberRow
  readonly action: string
  readonly busyLabel: string
  readonly title: string
  /** What happens, one sentence each. */
  readonly text: ReadonlyArray<string>
  readonly said: (member: MemberRow) => string
  readonly change: (expectedVersion: number) => Promise<MemberRow>
}

/** A button and the sheet that says what it does. What changed meanwhile stands in the sheet before it can be confirmed again. */
export const MemberAction = ({ member, action, busyLabel, title, text, said, change }: MemberActionProps) => {
  const [open, setOpen] = useState(false)
  const run = useMemberChange(change, { said, onDone: () => setOpen(false) })
  const close = () => {
    setOpen(false)
    run.reset()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{action}</Button>
      <ConfirmSheet
        open={open}
        onClose={close}
        title={title}
        action={action}
        busyLabel={busyLabel}
        busy={run.isPending}
        error={run.error}
        errorWords={{ stale: words.changedMeanwhile(member.role, member.status), last_owner: words.lastOwner }}
        onConfirm={() => run.mutate(member.rowVersion)}
      >
        {text.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </ConfirmSheet>
    </>
  )
}
