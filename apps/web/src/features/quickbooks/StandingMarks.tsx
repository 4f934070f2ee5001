import type { ConnectionStatus } from "@beep/connections/contract/Connection"
import type { QuickBooksStanding } from "@beep/runway/contract/books/QuickBooksStanding"
import { unreadText } from "@beep/runway/contract/messages"
import type { TieOutOutcome } from "@beep/runway/contract/tieout/TieOutSection"
import { Mark } from "@beep/ui/Mark"
import { DateTime } from "effect"
import {
  Check,
  Clock,
  PauseCircle,
  RefreshCw,
  ShieldAlert,
  ShieldCheck,
  ShieldQuestion,
  TriangleAlert,
  Unplug
} from "lucide-react"
import type { ReactNode } from "react"
import { quickbooks as words } from "../../messages/quickbooks.ts"
import { age, exactInstant } from "../../shell/times.ts"

type Look = readonly [tone: "plain" | "ok" | "warn" | "bad", icon: ReactNode]

const links: Readonly<Record<ConnectionStatus, Look>> = {
  never: ["plain", <Unplug key="icon" strokeWidth={1.5} />],
  connected: ["ok", <Check key="icon" strokeWidth={1.5} />],
  expiring: ["warn", <Clock key="icon" strokeWidth={1.5} />],
  needs_reconnect: ["bad", <TriangleAlert key="icon" strokeWidth={1.5} />],
  disconnected: ["plain", <Unplug key="icon" strokeWidth={1.5} />],
  revoked: ["bad", <TriangleAlert key="icon" strokeWidth={1.5} />],
  error: ["bad", <TriangleAlert key="icon" strokeWidth={1.5} />]
}

const compared: Readonly<Record<TieOutOutcome, Look>> = {
  ties_out: ["ok", <ShieldCheck key="icon" strokeWidth={1.5} />],
  differs: ["bad", <ShieldAlert key="icon" strokeWidth={1.5} />],
  not_compared: ["warn", <ShieldQuestion key="icon" strokeWidth={1.5} />]
}

/** The link, and below it why nothing is asked at this moment. */
export const LinkMark = ({ standing }: { readonly standing: QuickBooksStanding }) => {
  const [tone, icon] = links[standing.connection]
  const { heldUntil, timezone } = standing
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      <Mark tone={tone} icon={icon}>
        {words.connections[standing.connection]}
      </Mark>
      {heldUntil === null ? null : (
        <span title={words.heldTitle}>
          <Mark tone="warn" icon={<PauseCircle strokeWidth={1.5} />}>
            {words.held(exactInstant(heldUntil, timezone))}
          </Mark>
        </span>
      )}
    </span>
  )
}

interface SinceProps {
  readonly standing: QuickBooksStanding
  readonly now: DateTime.Utc
}

const Since = ({ at, now, timezone }: { readonly at: DateTime.Utc; readonly now: DateTime.Utc; readonly timezone: string }) => (
  <time dateTime={DateTime.formatIso(at)} title={exactInstant(at, timezone)}>
    {words.ago(age(at, now))}
  </time>
)

/** When something was last read; why not, where the last attempt read nothing. */
export const SyncedMark = ({ standing, now }: SinceProps) => {
  const { errorCode, lastSyncAt, syncing, timezone } = standing
  if (syncing) return <Mark icon={<RefreshCw strokeWidth={1.5} />}>{words.syncing}</Mark>
  const when = lastSyncAt === null ? words.never : <Since at={lastSyncAt} now={now} timezone={timezone} />
  if (errorCode === null) return <span className={lastSyncAt === null ? "text-muted" : undefined}>{when}</span>
  return (
    <span title={unreadText(errorCode)}>
      <Mark tone="warn" icon={<TriangleAlert strokeWidth={1.5} />}>
        {when}
      </Mark>
      <span className="sr-only"> {unreadText(errorCode)}</span>
    </span>
  )
}

export const ComparedMark = ({ standing, now }: SinceProps) => {
  const { lastComparedAt, lastOutcome, timezone } = standing
  if (lastComparedAt === null || lastOutcome === null) return <span className="text-muted">{words.never}</span>
  const [tone, icon] = compared[lastOutcome]
  return (
    <Mark tone={tone} icon={icon}>
      <span>
        <Since at={lastComparedAt} now={now} timezone={timezone} />, {words.outcomes[lastOutcome]}
      </span>
    </Mark>
  )
}
