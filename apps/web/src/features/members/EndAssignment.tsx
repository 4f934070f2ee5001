import type { AssignmentRow } from "@beep/tenancy/contract/MembersApi"
import { Button } from "@beep/ui/Button"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { assignments as words } from "../../messages/members.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { assignmentsKey } from "./queries.ts"

export interface NamedAssignment {
  readonly row: AssignmentRow
  readonly client: string
  readonly member: string
}

export const EndAssignment = ({ row, client, member }: NamedAssignment) => {
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const end = useMutation({
    mutationFn: () => callApi((api) => api.members.endAssignment({ params: { assignmentId: row.assignmentId } })),
    onSuccess: async () => {
      setOpen(false)
      toast(words.ended(client, member))
      await queries.invalidateQueries({ queryKey: assignmentsKey })
    }
  })
  return (
    <>
      <Button size="small" aria-label={words.endNamed(client, member)} onClick={() => setOpen(true)}>
        {words.end}
      </Button>
      <ConfirmSheet
        open={open}
        onClose={() => setOpen(false)}
        title={words.endTitle}
        action={words.end}
        busyLabel={words.ending}
        busy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate()}
      >
        <p>{words.endText(client, member)}</p>
      </ConfirmSheet>
    </>
  )
}
