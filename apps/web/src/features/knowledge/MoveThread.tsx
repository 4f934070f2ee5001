import type { ThreadId } from "@beep/evidence/contract/mail/MailThread"
import { ClientId, type MemberId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { SelectField } from "@beep/ui/SelectField"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { useState } from "react"
import { knowledge as words } from "../../messages/knowledge.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { clientNamesQuery } from "../members/queries.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { moveThread } from "./queries.ts"

const decode = Schema.decodeUnknownOption(ClientId)

/** A filed thread to another client, with what that means said before; moving it back undoes it. */
export const MoveThread = ({
  clientId,
  memberId,
  subject,
  threadId
}: {
  readonly clientId: ClientId
  readonly memberId: MemberId
  readonly subject: string
  readonly threadId: ThreadId
}) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState("")
  const clients = useQuery({ ...clientNamesQuery(memberId), enabled: asking })
  const nameOf = (id: ClientId): string => clients.data?.find((one) => one.clientId === id)?.name ?? words.aClient
  const target = Option.filter(decode(chosen), (id) => id !== clientId)
  const renew = (ids: ReadonlyArray<ClientId>) =>
    Promise.all(ids.map((id) => queries.invalidateQueries({ queryKey: ["clients", id] })))
  const move = useMutation({
    mutationFn: (to: ClientId) => moveThread(clientId, threadId, to),
    onSuccess: async (moved) => {
      const to = moved.clientId
      setAsking(false)
      const back = async () => {
        try {
          await moveThread(to, threadId, clientId)
          toast(words.movedBack(nameOf(clientId)))
        } catch {
          toast(words.notMovedBack(nameOf(to)))
        }
        await renew([clientId, to])
      }
      toast(words.moved(nameOf(to)), { label: words.undo, run: () => void back() })
      await navigate({ to: "/knowledge", search: { client: clientId } })
      await renew([clientId, to])
    }
  })
  return (
    <>
      <Button size="small" className="ml-auto" onClick={() => setAsking(true)}>
        {words.move}
      </Button>
      <ConfirmSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={words.moveTitle(subject)}
        action={Option.isSome(target) ? words.moveTo(nameOf(target.value)) : words.moveChoose}
        busyLabel={words.moving}
        busy={move.isPending || Option.isNone(target)}
        error={move.error}
        errorWords={{ invalid: words.notMoved }}
        onConfirm={() => (Option.isSome(target) ? move.mutate(target.value) : undefined)}
      >
        <p>{words.moveFacts}</p>
        <p>{words.moveReread}</p>
        <p>{words.moveLater}</p>
        {clients.isError ? <FailureNotice error={clients.error} /> : null}
        <SelectField label={words.moveWhere} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{words.moveChoose}</option>
          {(clients.data ?? [])
            .filter((one) => one.clientId !== clientId)
            .map((one) => (
              <option key={one.clientId} value={one.clientId}>
                {one.name}
              </option>
            ))}
        </SelectField>
      </ConfirmSheet>
    </>
  )
}
