import type { UnfiledThread } from "@beep/evidence/contract/mail/MailThread"
import { ClientId, type MemberId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { SelectField } from "@beep/ui/SelectField"
import { Skeleton } from "@beep/ui/Skeleton"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { Inbox } from "lucide-react"
import { useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { google as words } from "../../messages/google.ts"
import { Failed } from "../../shell/Failed.tsx"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { shortDay } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { SenderFlags } from "../knowledge/SenderFlags.tsx"
import { clientNamesQuery, type NamedClient } from "../members/queries.ts"
import { unfiledQuery } from "./queries.ts"

const decode = Schema.decodeUnknownOption(ClientId)

/** Those whose addresses take part come first. */
const inOrder = (clients: ReadonlyArray<NamedClient>, thread: UnfiledThread): ReadonlyArray<NamedClient> => {
  const own = thread.filedUnder === null ? clients : clients.filter(({ clientId }) => clientId === thread.filedUnder)
  const isCandidate = ({ clientId }: NamedClient) => thread.candidates.includes(clientId)
  return [...own.filter(isCandidate), ...own.filter((one) => !isCandidate(one))]
}

const Thread = ({ thread, clients }: { readonly thread: UnfiledThread; readonly clients: ReadonlyArray<NamedClient> }) => {
  const queries = useQueryClient()
  const now = useNow()
  const [chosen, setChosen] = useState("")
  const subject = thread.subject === null || thread.subject === "" ? words.noSubject : thread.subject
  const nameOf = (id: ClientId | null): string => clients.find(({ clientId }) => clientId === id)?.name ?? words.aClient
  const target = decode(chosen)
  const file = useMutation({
    mutationFn: (clientId: ClientId) =>
      callApi((client) => client.mail.fileThread({ params: { threadId: thread.threadId }, payload: { clientId } })),
    onSuccess: async (filed) => {
      toast(words.filed(nameOf(filed.clientId)))
      await queries.invalidateQueries({ queryKey: ["google"] })
    }
  })
  const isReady = Option.isSome(target) && !file.isPending
  return (
    <li className="grid gap-2 border-t border-line py-3 first:border-t-0">
      <div className="grid gap-0.5">
        <h3 className="text-14 font-medium break-words">{subject}</h3>
        <p className="text-12 break-all text-muted">{thread.participants.join(", ")}</p>
        <p className="text-12 text-muted tabular-nums">
          {words.waiting(thread.waiting)}, {words.latest(shortDay(thread.latestAt, now))}
        </p>
        <SenderFlags flags={thread.senderFlags} />
        {thread.candidates.length > 1 ? <p className="text-12">{words.several}</p> : null}
        {thread.filedUnder === null ? null : <p className="text-12">{words.partly(nameOf(thread.filedUnder))}</p>}
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <SelectField
          label={words.fileUnderNamed(subject)}
          labelHidden
          className="min-w-0 max-w-80 flex-1 basis-52"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value="">{words.choose}</option>
          {inOrder(clients, thread).map(({ clientId, name }) => (
            <option key={clientId} value={clientId}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button
          aria-label={words.fileNamed(subject)}
          unavailable={!isReady}
          onClick={() => (Option.isSome(target) && isReady ? file.mutate(target.value) : undefined)}
        >
          {file.isPending ? words.filing : words.file}
        </Button>
      </div>
      {file.isError ? <FailureNotice error={file.error} words={{ invalid: words.fileFailed }} /> : null}
    </li>
  )
}

/** Threads that belong to nobody yet, each with the clients it may go to. */
export const UnfiledMail = ({ memberId }: { readonly memberId: MemberId }) => {
  const query = useQuery(unfiledQuery)
  const clients = useQuery(clientNamesQuery(memberId))
  const list = query.data
  if (list === undefined)
    return query.isError ? (
      <Failed error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Loading what={words.loadingUnfiled}>
        <Skeleton className="h-4 w-64" />
      </Loading>
    )
  if (list.items.length === 0)
    return <EmptyState title={words.unfiledNone} text={words.unfiledNoneText} icon={<Inbox strokeWidth={1.5} />} />
  return (
    <>
      {query.isError ? <FailureNotice error={query.error} /> : null}
      {clients.isError ? <FailureNotice error={clients.error} /> : null}
      <ul aria-label={words.unfiled} className="w-full">
        {list.items.map((thread) => (
          <Thread key={thread.threadId} thread={thread} clients={clients.data ?? []} />
        ))}
      </ul>
      {list.total > list.items.length ? (
        <p className="text-12 text-muted">{words.unfiledMore(list.items.length, list.total)}</p>
      ) : null}
    </>
  )
}
