import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import { attentionText, bandWord } from "@beep/runway/contract/messages"
import { BandLabel } from "@beep/ui/BandLabel"
import { Chip } from "@beep/ui/Chip"
import { RunwayBar } from "@beep/ui/RunwayBar"
import { DateTime } from "effect"
import { clients } from "../../messages/clients.ts"
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

const shown = 2

/** Why this row stands where it stands: what raises attention first, the rest outlined, then a count. */
export const Reasons = ({ item, wrap = false }: { readonly item: ClientListItem; readonly wrap?: boolean }) => {
  const sorted = item.attention.toSorted((a, b) => Number(b.needsAttention) - Number(a.needsAttention))
  const visible = wrap ? sorted : sorted.slice(0, shown)
  const hidden = sorted.slice(visible.length)
  if (sorted.length === 0) return null
  return (
    <ul className={wrap ? "flex flex-wrap gap-1" : "flex gap-1 overflow-hidden"}>
      {visible.map((reason) => (
        <li key={reason.code} className="inline-flex">
          <Chip
            tone={
              reason.needsAttention
                ? reason.code === "needs_reconnect" || reason.code === "overdrawn"
                  ? "alert"
                  : "warn"
                : "info"
            }
          >
            {attentionText(reason.code, reason.count)}
          </Chip>
        </li>
      ))}
      {hidden.length === 0 ? null : (
        <li className="inline-flex">
          <Chip tone="info" title={hidden.map((reason) => attentionText(reason.code, reason.count)).join(", ")}>
            {clients.more(hidden.length)}
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
