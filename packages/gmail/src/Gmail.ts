import { Context, Effect, Layer, Redacted, Result, Schema } from "effect"
import { Base64Url } from "effect/encoding"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import type { GoogleError } from "./contract/faults.ts"
import type { HistoryPage, MessageKey, MessagePage, RawMessage } from "./contract/Message.ts"
import { GmailConfig } from "./GmailConfig.ts"
import { unreadable } from "./internal/googleFault.ts"
import { MailboxPace } from "./internal/MailboxPace.ts"
import { readAnswer } from "./internal/readAnswer.ts"
import { sendOnce } from "./internal/sendOnce.ts"
import { retrying } from "./retry.ts"

/** `mailbox` names the mailbox for the pace only; the token says whose mail it is. */
export interface MailboxAccess {
  readonly mailbox: string
  readonly accessToken: Redacted.Redacted
}

/** Quota units of the calls (https://developers.google.com/gmail/api/reference/quota). */
const units = { profile: 1, list: 5, get: 5, history: 2, labels: 1 } as const

const Key = Schema.Struct({ id: Schema.NonEmptyString, threadId: Schema.NonEmptyString })
const Labelled = Schema.Struct({ ...Key.fields, labelIds: Schema.optionalKey(Schema.Array(Schema.String)) })
const keyOf = ({ id, threadId }: typeof Key.Type): MessageKey => ({ messageId: id, threadId })

const Profile = Schema.Struct({ historyId: Schema.NonEmptyString, messagesTotal: Schema.Int })
const List = Schema.Struct({
  messages: Schema.optionalKey(Schema.Array(Key)),
  nextPageToken: Schema.optionalKey(Schema.String),
  resultSizeEstimate: Schema.optionalKey(Schema.Int)
})
const Raw = Schema.Struct({
  ...Labelled.fields,
  historyId: Schema.NonEmptyString,
  internalDate: Schema.optionalKey(Schema.String),
  raw: Schema.String
})
const Of = Schema.Array(Schema.Struct({ message: Labelled }))
const Relabelled = Schema.Array(Schema.Struct({ message: Labelled, labelIds: Schema.Array(Schema.String) }))
const History = Schema.Struct({
  history: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        messagesAdded: Schema.optionalKey(Of),
        messagesDeleted: Schema.optionalKey(Of),
        labelsAdded: Schema.optionalKey(Relabelled),
        labelsRemoved: Schema.optionalKey(Relabelled)
      })
    )
  ),
  nextPageToken: Schema.optionalKey(Schema.String),
  historyId: Schema.NonEmptyString
})
const Labels = Schema.Struct({
  labels: Schema.optionalKey(Schema.Array(Schema.Struct({ id: Schema.String, name: Schema.String })))
})

const read = {
  profile: readAnswer(Profile),
  list: readAnswer(List),
  raw: readAnswer(Raw),
  history: readAnswer(History),
  labels: readAnswer(Labels)
}

/** Labels under which a message is out of sight, as `messages.list` leaves it out. */
const hiding = new Set(["TRASH", "SPAM"])
const hides = (labels: ReadonlyArray<string>): boolean => labels.some((label) => hiding.has(label))

const changesIn = (history: typeof History.Type): HistoryPage["changes"] =>
  (history.history ?? []).flatMap(({ labelsAdded, labelsRemoved, messagesAdded, messagesDeleted }) => [
    ...(messagesAdded ?? []).map(({ message }) => ({ ...keyOf(message), change: "added" as const })),
    ...(labelsRemoved ?? [])
      .filter(({ labelIds }) => hides(labelIds))
      .map(({ message }) => ({ ...keyOf(message), change: "added" as const })),
    ...(labelsAdded ?? [])
      .filter(({ labelIds }) => hides(labelIds))
      .map(({ message }) => ({ ...keyOf(message), change: "removed" as const })),
    ...(messagesDeleted ?? []).map(({ message }) => ({ ...keyOf(message), change: "removed" as const }))
  ])

/** Gmail's API for one mailbox at a time: paced, retried where that may help, faults as tagged errors. Reads only. */
export class Gmail extends Context.Service<
  Gmail,
  {
    /** Where the mailbox's history stands now, and how many messages it holds. */
    readonly profile: (
      access: MailboxAccess
    ) => Effect.Effect<{ readonly historyId: string; readonly messagesTotal: number }, GoogleError>
    /** Newest first, without spam, trash, drafts and chats; `pageToken` from the page before. */
    readonly messages: (access: MailboxAccess, pageToken: string | null) => Effect.Effect<MessagePage, GoogleError>
    /** `GoneAtGoogle` when it was deleted since it was listed. */
    readonly message: (access: MailboxAccess, messageId: string) => Effect.Effect<RawMessage, GoogleError>
    /** `GoneAtGoogle` when `since` is too old: everything has to be listed again. In the order it happened. */
    readonly history: (access: MailboxAccess, since: string, pageToken: string | null) => Effect.Effect<HistoryPage, GoogleError>
    readonly labels: (
      access: MailboxAccess
    ) => Effect.Effect<ReadonlyArray<{ readonly id: string; readonly name: string }>, GoogleError>
  }
>()("@beep/gmail/Gmail") {
  static readonly layerNoDeps = Layer.effect(
    Gmail,
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const pace = yield* MailboxPace
      const { apiBaseUrl } = yield* GmailConfig

      const get = (
        { accessToken, mailbox }: MailboxAccess,
        cost: number,
        path: string,
        params: Readonly<Record<string, string>> = {}
      ) =>
        retrying(
          pace.within(
            mailbox,
            cost
          )(
            sendOnce(
              client,
              HttpClientRequest.get(`${apiBaseUrl}/gmail/v1/users/me/${path}`).pipe(
                HttpClientRequest.setUrlParams(params),
                HttpClientRequest.bearerToken(Redacted.value(accessToken)),
                HttpClientRequest.acceptJson
              )
            )
          )
        )

      return Gmail.of({
        profile: Effect.fn("Gmail.profile")(function* (access) {
          return yield* Effect.flatMap(get(access, units.profile, "profile"), read.profile)
        }),
        messages: Effect.fn("Gmail.messages")(function* (access, pageToken) {
          const params = { maxResults: "100", q: "-in:drafts -in:chats", ...(pageToken === null ? {} : { pageToken }) }
          const page = yield* Effect.flatMap(get(access, units.list, "messages", params), read.list)
          return {
            messages: (page.messages ?? []).map(keyOf),
            nextPageToken: page.nextPageToken ?? null,
            estimate: page.resultSizeEstimate ?? null
          }
        }),
        message: Effect.fn("Gmail.message")(function* (access, messageId) {
          const path = `messages/${encodeURIComponent(messageId)}`
          const found = yield* Effect.flatMap(get(access, units.get, path, { format: "raw" }), read.raw)
          const raw = Base64Url.decode(found.raw.replace(/=+$/, ""))
          if (Result.isFailure(raw)) return yield* unreadable()
          const at = Number(found.internalDate)
          return {
            ...keyOf(found),
            historyId: found.historyId,
            internalDate: found.internalDate !== undefined && Number.isSafeInteger(at) ? at : null,
            labels: found.labelIds ?? [],
            raw: raw.success
          }
        }),
        history: Effect.fn("Gmail.history")(function* (access, since, pageToken) {
          const params = { startHistoryId: since, maxResults: "500", ...(pageToken === null ? {} : { pageToken }) }
          const page = yield* Effect.flatMap(get(access, units.history, "history", params), read.history)
          return { changes: changesIn(page), nextPageToken: page.nextPageToken ?? null, historyId: page.historyId }
        }),
        labels: Effect.fn("Gmail.labels")(function* (access) {
          const { labels } = yield* Effect.flatMap(get(access, units.labels, "labels"), read.labels)
          return labels ?? []
        })
      })
    })
  ).pipe(Layer.provide(MailboxPace.layer))

  static readonly layer = Gmail.layerNoDeps.pipe(Layer.provide(FetchHttpClient.layer))
}
