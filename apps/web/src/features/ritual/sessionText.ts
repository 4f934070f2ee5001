import type { ClientDetail } from "@beep/runway/contract/ClientsApi"
import { attentionText, footer, sentence } from "@beep/runway/contract/messages"
import type { ClientRitual } from "@beep/runway/contract/ritual/ClientRitual"
import { audit } from "../../messages/audit.ts"
import { ritual as words } from "../../messages/ritual.ts"
import { exactInstant, fullDay } from "../../shell/times.ts"
import { captionOf, listedCaption } from "../runway/runwayWords.ts"

/** What was done for a client this week, as plain text for its owner: where it stands, what was done, what asks for attention. */
export const sessionText = (detail: ClientDetail, ritual: ClientRitual): string => {
  const { item, name, timezone } = detail
  const syncedAt = item?.lastSyncedAt ?? null
  const runway = item === null || detail.kind === "household" ? null : listedCaption(item.runway)
  return [
    words.heading(name, fullDay(ritual.week.monday)),
    "",
    ...(runway === null
      ? []
      : runway.runway.state === "unknown"
        ? [sentence.notAvailable]
        : [sentence.runway(runway.runway) ?? captionOf(runway), captionOf(runway)].filter(
            (line, at, all) => all.indexOf(line) === at
          )),
    ...(syncedAt === null ? [] : [sentence.basedOn(exactInstant(syncedAt, timezone))]),
    "",
    words.done,
    ...(ritual.steps.length === 0
      ? [words.nothingDone]
      : ritual.steps.map(({ action, count }) => words.step(audit.actions[action], count))),
    ...(item === null || item.attention.length === 0
      ? []
      : ["", words.asks, ...item.attention.map(({ code, count }) => `- ${attentionText(code, count)}`)]),
    "",
    footer
  ].join("\n")
}
