import { AttentionCode, type ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import { attentionText, bandWord } from "@beep/runway/contract/messages"
import { BandLabel } from "@beep/ui/BandLabel"
import { Chip } from "@beep/ui/Chip"
import { RunwayBar } from "@beep/ui/RunwayBar"
import { DateTime } from "effect"
import { Check } from "lucide-react"
import { clients } from "../../messages/clients.ts"
import { ritual } from "../../messages/ritual.ts"
import { age, exactInstant } from "../../shell/times.ts"
import { listedCaption, valueTextOf } from "../runway/runwayWords.ts"

export const MiniBar = ({ item }: { readonly item: ClientListItem }) => {
  if (item.kind === "household") return null
  const input = listedCaption(item.runway)
  return (
    <RunwayBar
      state={input.runway.state}
      band={input.runway.band}
      days={input.runway.days}
      label={clients.barLabel(item.name)}
      valueText={valueTextOf(input)}
    />
  )
}

export const ItemBand = ({ item }: { readonly item: ClientListItem }) => {
  if (item.kind === "household") return <span className="text-muted">{clients.household}</span>
  const { runway } = listedCaption(item.runway)
  return <BandLabel band={runway.band} word={bandWord(runway)} />
}

/** In characters: what a row of the table has room for, what a chip takes beside its text, and what the count of the rest takes. */
const [room, edges, countOfRest] = [38, 3, 5]

/** How many of the texts fit beside each other, with the count of the rest where there is one: one at least. */
const fitting = (texts: ReadonlyArray<string>): number => {
  let used = 0
  const over = texts.findIndex((text, at) => {
    used += text.length + edges
    return used + (at < texts.length - 1 ? countOfRest : 0) > room
  })
  return over < 0 ? texts.length : Math.max(over, 1)
}

/** Why this row stands where it stands: what raises attention first, the rest outlined, then a count. */
export const Reasons = ({ item, wrap = false }: { readonly item: ClientListItem; readonly wrap?: boolean }) => {
  const sorted = item.attention.toSorted(
    (a, b) => AttentionCode.literals.indexOf(a.code) - AttentionCode.literals.indexOf(b.code)
  )
  const visible = wrap ? sorted : sorted.slice(0, fitting(sorted.map((reason) => attentionText(reason.code, reason.count))))
  const hidden = sorted.slice(visible.length)
  if (sorted.length === 0) return null
  return (
    <ul className={wrap ? "flex flex-wrap gap-1" : "flex gap-1 overflow-hidden"}>
      {visible.map((reason) => (
        <li key={reason.code} className="inline-flex min-w-0">
          <Chip
            tone={
              reason.needsAttention
                ? reason.code === "needs_reconnect" || reason.code === "overdrawn"
                  ? "alert"
                  : "warn"
                : "info"
            }
          >
            <span className="truncate">{attentionText(reason.code, reason.count)}</span>
          </Chip>
        </li>
      ))}
      {hidden.length === 0 ? null : (
        <li className="inline-flex shrink-0">
          <Chip tone="info" title={hidden.map((reason) => attentionText(reason.code, reason.count)).join(", ")}>
            <span aria-hidden="true">{clients.more(hidden.length)}</span>
            <span className="sr-only">{hidden.map((reason) => attentionText(reason.code, reason.count)).join(", ")}</span>
          </Chip>
        </li>
      )}
    </ul>
  )
}

/** A relative time that carries the exact one. */
export const Ago = ({ at, now }: { readonly at: DateTime.Utc; readonly now: DateTime.Utc }) => (
  <time dateTime={DateTime.formatIso(at)} title={exactInstant(at)}>
    {age(at, now)}
  </time>
)

export const Synced = ({ item, now }: { readonly item: ClientListItem; readonly now: DateTime.Utc }) =>
  item.kind === "household" ? (
    <>{clients.none}</>
  ) : item.connection === "syncing" ? (
    <>{clients.syncing}</>
  ) : item.lastSyncedAt === null ? (
    <>{clients.never}</>
  ) : (
    <Ago at={item.lastSyncedAt} now={now} />
  )

/** Of this week: reviewed, worked on, or neither. */
export const WeekMark = ({ item, since }: { readonly item: ClientListItem; readonly since: DateTime.Utc }) => {
  if (item.reviewed !== null)
    return (
      <span
        className="inline-flex items-center gap-1 text-success [&_svg]:size-3.5"
        title={ritual.reviewedBy(item.reviewed.by, exactInstant(item.reviewed.at))}
      >
        <Check aria-hidden="true" strokeWidth={2} />
        {ritual.reviewed}
      </span>
    )
  const worked = item.lastWorked !== null && DateTime.toEpochMillis(item.lastWorked.at) >= DateTime.toEpochMillis(since)
  return <span className="text-muted">{worked ? ritual.worked : ritual.open}</span>
}
