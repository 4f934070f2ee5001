import type { Me } from "@beep/tenancy/contract/AuthApi"
import { type SavedView, SavedViewName } from "@beep/runway/contract/clients/SavedView"
import type { ClientListView } from "@beep/runway/contract/ClientsApi"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { IconButton } from "@beep/ui/IconButton"
import { ModalSheet } from "@beep/ui/ModalSheet"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { Bookmark, Pencil, Trash2 } from "lucide-react"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { app } from "../../messages/app.ts"
import { views as words } from "../../messages/clients.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { useCommand } from "../../shell/shortcuts.ts"
import { savedViewsQuery } from "./viewQueries.ts"

const decodeName = Schema.decodeUnknownOption(SavedViewName)

interface NameFormProps {
  readonly label: string
  readonly submit: string
  readonly initial: string
  readonly busy: boolean
  readonly onName: (name: SavedViewName) => void
}

const NameForm = ({ label, submit, initial, busy, onName }: NameFormProps) => {
  const [text, setText] = useState(initial)
  const [refused, setRefused] = useState(false)
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const name = decodeName(text.trim())
    setRefused(Option.isNone(name))
    if (Option.isSome(name) && !busy) onName(name.value)
  }
  return (
    <form onSubmit={send} className="flex items-end gap-2">
      <Field
        label={label}
        value={text}
        maxLength={60}
        error={refused ? words.nameNeeded : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        className="min-w-0 flex-1"
      />
      <Button unavailable={busy} onClick={(event) => event.currentTarget.form?.requestSubmit()}>
        {submit}
      </Button>
    </form>
  )
}

/** The views a member keeps: open, save the one that is shown, rename, remove and take the removal back. */
export const SavedViews = ({ me, view }: { readonly me: Me; readonly view: ClientListView }) => {
  const [open, setOpen] = useState(false)
  const [renamed, setRenamed] = useState<SavedView | null>(null)
  const queries = useQueryClient()
  const params = { advisorId: me.memberId }
  const kept = useQuery({ ...savedViewsQuery(me.memberId), enabled: open })
  const again = () => queries.invalidateQueries({ queryKey: ["views"] })
  const save = useMutation({
    mutationFn: (name: SavedViewName) => callApi((client) => client.views.save({ params, payload: { name, search: view } })),
    onSuccess: (made) => {
      toast(words.saved(made.name))
      return again()
    }
  })
  const rename = useMutation({
    mutationFn: ({ name, of }: { readonly name: SavedViewName; readonly of: SavedView }) =>
      callApi((client) =>
        client.views.rename({ params: { ...params, viewId: of.viewId }, payload: { name, expectedVersion: of.version } })
      ),
    onSuccess: (made) => {
      setRenamed(null)
      toast(words.renamed(made.name))
    },
    onSettled: again
  })
  const restore = useMutation({
    mutationFn: (of: SavedView) => callApi((client) => client.views.restore({ params: { ...params, viewId: of.viewId } })),
    onSuccess: (made) => toast(words.restored(made.name)),
    onError: () => toast(words.notRestored),
    onSettled: again
  })
  const remove = useMutation({
    mutationFn: (of: SavedView) => callApi((client) => client.views.remove({ params: { ...params, viewId: of.viewId } })),
    onSuccess: (gone) => toast(words.removed(gone.name), { label: app.undo, run: () => restore.mutate(gone) }),
    onSettled: again
  })
  const failed = [save, rename, remove].find((one) => one.isError)
  useCommand("saveView", () => setOpen(true))
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog">
        <Bookmark aria-hidden="true" strokeWidth={1.5} />
        {words.open}
      </Button>
      <ModalSheet open={open} onClose={() => setOpen(false)} title={words.title} closeLabel={app.close}>
        <div className="grid gap-3">
          {failed === undefined ? null : <FailureNotice error={failed.error} words={words.refused} />}
          {kept.isError ? <FailureNotice error={kept.error} /> : null}
          {kept.data?.length === 0 ? <p className="text-13 text-muted">{words.none}</p> : null}
          <ul className="grid max-h-60 overflow-y-auto">
            {(kept.data ?? []).map((one) => (
              <li key={one.viewId} className="border-b border-line py-1">
                {renamed?.viewId === one.viewId ? (
                  <NameForm
                    label={words.newName(one.name)}
                    submit={words.rename}
                    initial={one.name}
                    busy={rename.isPending}
                    onName={(name) => rename.mutate({ name, of: one })}
                  />
                ) : (
                  <div className="flex items-center gap-1">
                    <Link
                      to="/clients"
                      search={one.search}
                      onClick={() => setOpen(false)}
                      className="min-h-6 min-w-0 flex-1 truncate text-13 font-medium hover:underline"
                    >
                      {one.name}
                    </Link>
                    <IconButton
                      label={words.renameOf(one.name)}
                      icon={<Pencil strokeWidth={1.5} />}
                      onClick={() => setRenamed(one)}
                    />
                    <IconButton
                      label={words.removeOf(one.name)}
                      icon={<Trash2 strokeWidth={1.5} />}
                      unavailable={remove.isPending}
                      onClick={() => remove.mutate(one)}
                    />
                  </div>
                )}
              </li>
            ))}
          </ul>
          <NameForm
            key={kept.data?.length ?? 0}
            label={words.name}
            submit={words.save}
            initial=""
            busy={save.isPending}
            onName={(name) => save.mutate(name)}
          />
        </div>
      </ModalSheet>
    </>
  )
}
