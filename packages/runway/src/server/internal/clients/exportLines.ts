import { DateTime } from "effect"
import type { ClientListItem } from "../../../contract/clients/ClientListItem.ts"
import { attentionText, connectionName, weeksText } from "../../../contract/messages.ts"

export const exportHead: ReadonlyArray<string> = [
  "client",
  "kind",
  "connection",
  "state",
  "band",
  "days",
  "weeks",
  "covered_until",
  "as_of",
  "reasons",
  "last_synced",
  "last_worked",
  "worked_by",
  "reviewed",
  "reviewed_by"
]

const instant = (at: DateTime.Utc | null | undefined): string => (at === null || at === undefined ? "" : DateTime.formatIso(at))

/** An unknown value is an empty cell, never a zero. */
export const exportLine = (item: ClientListItem): ReadonlyArray<string> => [
  item.name,
  item.kind,
  item.connection === null ? "" : connectionName[item.connection],
  item.runway?.state ?? "",
  item.runway?.band ?? "",
  item.runway?.days?.toString() ?? "",
  item.runway === null || item.runway.weeks === null ? "" : weeksText(item.runway.weeks),
  item.runway?.coveredUntil ?? "",
  item.runway?.asOfDate ?? "",
  item.attention.map(({ code, count }) => attentionText(code, count)).join("; "),
  instant(item.lastSyncedAt),
  instant(item.lastWorked?.at),
  item.lastWorked?.by ?? "",
  instant(item.reviewed?.at),
  item.reviewed?.by ?? ""
]
