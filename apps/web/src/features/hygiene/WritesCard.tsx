import type { ClientId } from "@beep/kernel/ids"
import type { WriteBack } from "@beep/runway/contract/writeback/WriteBack"
import { Button } from "@beep/ui/Button"
import { Card } from "@beep/ui/Card"
import { Notice } from "@beep/ui/Notice"
import { useQuery } from "@tanstack/react-query"
import { TriangleAlert } from "lucide-react"
import { writes as words } from "../../messages/writes.ts"
import { exactInstant } from "../../shell/times.ts"
import { writesQuery } from "./queries.ts"
import { useUndoWrite } from "./useUndoWrite.ts"
import { WriteMark } from "./WriteMark.tsx"
import { valuesText, whatText } from "./writeWords.ts"

const Values = ({ write }: { readonly write: WriteBack }) => (
  <dl className="flex flex-wrap gap-x-4 text-12 text-muted">
    <div className="flex gap-1">
      <dt>{words.from}</dt>
      <dd className="text-fg-2">{valuesText(write.before, write.terms)}</dd>
    </div>
    <div className="flex gap-1">
      <dt>{words.to}</dt>
      <dd className="text-fg-2">{valuesText(write.after, write.terms)}</dd>
    </div>
    {write.now === null ? null : (
      <div className="flex gap-1">
        <dt>{words.now}</dt>
        <dd className="text-fg-2">{valuesText(write.now, write.terms)}</dd>
      </div>
    )}
  </dl>
)

const Write = ({
  write,
  timezone,
  mayUndo,
  busy,
  onUndo
}: {
  readonly write: WriteBack
  readonly timezone: string
  readonly mayUndo: boolean
  readonly busy: boolean
  readonly onUndo: () => void
}) => {
  const what = whatText(write)
  const way = write.undo === "cancel" ? words.cancel : words.putBack
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t border-line py-2">
      <span className="w-28 shrink-0">
        <WriteMark write={write} />
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{what}</p>
        <Values write={write} />
        <p className="text-12 text-muted">
          {words.says(write.state, write.reason)}
          {write.detail === null ? "" : ` \u201c${write.detail}\u201d`}
          {write.undoes === null ? "" : ` ${words.undoes}`}
          {write.reason === null || write.nextAttemptAt === null
            ? ""
            : ` ${words.next(exactInstant(write.nextAttemptAt, timezone))}`}
        </p>
      </div>
      {mayUndo && write.undo !== "none" ? (
        <Button size="small" aria-label={`${way}: ${what}`} unavailable={busy} onClick={onUndo}>
          {way}
        </Button>
      ) : null}
    </li>
  )
}

/** Writes of the last days with how far each came, and the way back where there is one; nothing before the first. */
export const WritesCard = ({
  clientId,
  timezone,
  mayFix
}: {
  readonly clientId: ClientId
  readonly timezone: string
  readonly mayFix: boolean
}) => {
  const query = useQuery(writesQuery(clientId))
  const undo = useUndoWrite(clientId)
  if (query.data === undefined)
    return query.isError ? (
      <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
        {words.loadFailed}
      </Notice>
    ) : null
  const { enabled, writes } = query.data
  if (writes.length === 0) return null
  return (
    <Card title={words.title}>
      {enabled ? null : <p className="pb-2 text-13 text-warn">{words.off}</p>}
      <ul className="text-13">
        {writes.slice(0, 20).map((write) => (
          <Write
            key={write.writeId}
            write={write}
            timezone={timezone}
            mayUndo={mayFix}
            busy={undo.isPending}
            onUndo={() => undo.mutate(write.writeId)}
          />
        ))}
      </ul>
    </Card>
  )
}
