import { unreadText } from "@beep/runway/contract/messages"
import type { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import { Notice } from "@beep/ui/Notice"
import { Progress } from "@beep/ui/Progress"
import { RefreshCw, TriangleAlert } from "lucide-react"
import { sync } from "../../messages/digest.ts"
import { isActive } from "./queries.ts"
import { SyncWait } from "./SyncWait.tsx"

/** While a sync goes on: how far, in inputs and rows. After a bad end: what was kept. */
export const SyncBar = ({ status }: { readonly status: SyncStatus }) => {
  if (status.phase === "failed" || status.phase === "halted") {
    return (
      <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
        {sync[status.phase]}
        {status.errorCode === null ? null : <span> {unreadText(status.errorCode)}</span>}
      </Notice>
    )
  }
  if (!isActive(status.phase)) return null
  const read = status.entities.filter((entity) => entity.phase === "succeeded")
  const done = read.length
  const rows = read.reduce((sum, entity) => sum + entity.rows, 0)
  return (
    <Notice icon={<RefreshCw strokeWidth={1.5} />}>
      <div className="grid gap-2">
        <p className="flex flex-wrap justify-between gap-x-3">
          <span className="font-medium tabular-nums">
            {status.phase === "queued" ? sync.queued : sync.units(done, status.entities.length, rows)}
          </span>
          <span className="text-muted">{sync.leave}</span>
        </p>
        <SyncWait status={status} />
        <Progress label={sync.progress} done={done} total={status.entities.length === 0 ? null : status.entities.length} />
      </div>
    </Notice>
  )
}
