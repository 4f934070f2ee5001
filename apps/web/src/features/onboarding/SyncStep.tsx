import { inputName, unreadText } from "@beep/runway/contract/messages"
import type { Onboarding } from "@beep/runway/contract/onboarding/Onboarding"
import type { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { Progress } from "@beep/ui/Progress"
import { useQueryClient } from "@tanstack/react-query"
import { Check, RefreshCw, TriangleAlert } from "lucide-react"
import { useEffect } from "react"
import { callApi } from "../../api/callApi.ts"
import { sync as syncWords } from "../../messages/digest.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { isActive } from "../digest/queries.ts"
import { SyncWait } from "../digest/SyncWait.tsx"
import { useSync } from "../digest/useSync.ts"
import { CallFailed } from "./CallFailed.tsx"
import { onboardingQuery, useConfirm } from "./queries.ts"

const words = onboarding.sync
const listed = new Intl.ListFormat("en-US")

type Entity = SyncStatus["entities"][number]

const Mark = ({ phase }: { readonly phase: Entity["phase"] }) => (
  <span aria-hidden="true" className="size-4 shrink-0 text-muted [&_svg]:size-4">
    {phase === "succeeded" ? (
      <Check strokeWidth={1.5} />
    ) : phase === "failed" || phase === "halted" ? (
      <TriangleAlert strokeWidth={1.5} />
    ) : phase === "running" ? (
      <RefreshCw strokeWidth={1.5} />
    ) : null}
  </span>
)

/** One line per kind of record: read with its rows, failed, or still to come. */
const Units = ({ entities }: { readonly entities: SyncStatus["entities"] }) => (
  <ul className="grid gap-x-8 text-13 sm:grid-cols-2">
    {entities.map(({ input, phase, rows }) => (
      <li key={input} className="flex items-center gap-2 border-t border-line py-1.5">
        <Mark phase={phase} />
        <span className="min-w-0 flex-1 first-letter:uppercase">{inputName[input]}</span>
        <span className="text-right text-muted tabular-nums">
          {phase === "succeeded"
            ? syncWords.rows(rows)
            : phase === "failed" || phase === "halted"
              ? words.notRead
              : words.waiting}
        </span>
      </li>
    ))}
  </ul>
)

/** Step 3: the first sync as it goes; it goes on without this page. */
export const SyncStep = ({ session }: { readonly session: Onboarding }) => {
  const { clientId, onboardingId } = session
  const queries = useQueryClient()
  const { status, start, active } = useSync(clientId)
  const confirm = useConfirm(onboardingId, () => callApi((client) => client.onboarding.confirmSync({ params: { onboardingId } })))
  const current = status.data
  const phase = current?.phase
  // A sync that ended may have found the link broken: then the session asks for it again.
  useEffect(() => {
    if (phase !== undefined && !isActive(phase))
      void queries.invalidateQueries({ queryKey: onboardingQuery(onboardingId).queryKey })
  }, [phase, onboardingId, queries])
  if (current === undefined) return status.isError ? <CallFailed error={status.error} /> : null
  const done = current.entities.filter((entity) => entity.phase === "succeeded").length
  const rows = current.entities.reduce((sum, entity) => sum + entity.rows, 0)
  const missing = current.entities.filter((entity) => entity.lastSuccessAt === null).map(({ input }) => inputName[input])
  const ended = !active && current.phase !== "never"
  const usable = ended && current.lastSuccessAt !== null
  return (
    <>
      {current.phase === "never" && !active ? (
        <p className="text-13 text-muted">{words.never}</p>
      ) : (
        <div className="grid gap-2">
          <p className="flex flex-wrap justify-between gap-x-3 text-13">
            <span className="font-medium tabular-nums">{syncWords.units(done, current.entities.length, rows)}</span>
            <span className="text-muted">{ended ? words.finished : syncWords.leave}</span>
          </p>
          <SyncWait status={current} />
          <Progress
            label={syncWords.progress}
            done={done}
            total={current.entities.length === 0 ? null : current.entities.length}
          />
        </div>
      )}
      {current.phase === "never" ? null : <Units entities={current.entities} />}
      {ended && !usable ? (
        <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
          {unreadText(current.errorCode)}
        </Notice>
      ) : null}
      {usable && missing.length > 0 ? (
        <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
          {words.partial(listed.format(missing))}
        </Notice>
      ) : null}
      {start.isError ? <CallFailed error={start.error} /> : null}
      {confirm.isError ? <CallFailed error={confirm.error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" unavailable={!usable || confirm.isPending} onClick={() => confirm.mutate()}>
          {onboarding.next}
        </Button>
        {active || (usable && missing.length === 0) ? null : (
          <Button onClick={() => start.mutate()}>
            <RefreshCw aria-hidden="true" strokeWidth={1.5} />
            {current.phase === "never" ? words.start : words.again}
          </Button>
        )}
      </div>
    </>
  )
}
