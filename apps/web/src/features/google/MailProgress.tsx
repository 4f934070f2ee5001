import type { MailSyncStatus } from "@beep/evidence/contract/mail/MailSync"
import { Mark } from "@beep/ui/Mark"
import { Notice } from "@beep/ui/Notice"
import { Progress } from "@beep/ui/Progress"
import { Check, Inbox, TriangleAlert } from "lucide-react"
import { google as words } from "../../messages/google.ts"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"

/** How far the mail of one account is read, in messages. */
export const MailProgress = ({ status, name }: { readonly status: MailSyncStatus; readonly name: string }) => {
  const now = useNow()
  const { done, error, failed, finishedAt, outcome, phase, total, unfiled } = status
  const isReading = phase === "listing" || phase === "fetching"
  return (
    <div className="grid w-full gap-2">
      {isReading ? (
        <>
          <Progress label={words.progress(name)} done={done + failed} total={phase === "listing" ? null : total} />
          <p className="text-12 text-muted tabular-nums">
            {phase === "listing" ? words.listing(total) : words.fetching(done + failed, total)}
          </p>
        </>
      ) : null}
      {phase === "never" ? <p className="text-muted">{words.never}</p> : null}
      {finishedAt !== null && outcome !== "failed" ? (
        <p title={exactInstant(finishedAt)}>
          <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
            {words.ended(done, age(finishedAt, now))}
          </Mark>
        </p>
      ) : null}
      {failed > 0 ? (
        <p>
          <Mark tone="warn" icon={<TriangleAlert strokeWidth={1.5} />}>
            {words.failedSome(failed)}
          </Mark>
        </p>
      ) : null}
      {unfiled > 0 ? (
        <p>
          <Mark icon={<Inbox strokeWidth={1.5} />}>{words.unfiledCount(unfiled)}</Mark>
        </p>
      ) : null}
      {error === null ? null : (
        <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
          {words.errors[error]}
        </Notice>
      )}
    </div>
  )
}
