import { Effect, Layer, Option } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { apiFault } from "./googleAnswers.ts"
import { GoogleGrants } from "./GoogleGrants.ts"
import { GoogleMail, type HistoryRecord, type Mailbox, type StoredMessage } from "./GoogleMail.ts"
import { type MessageFormat, messageResource } from "./gmailResource.ts"

const readable = new Set([
  "https://www.googleapis.com/auth/gmail.readonly",
  "https://www.googleapis.com/auth/gmail.modify",
  "https://mail.google.com/"
])

interface Asked {
  readonly email: string
  readonly box: Mailbox
  readonly params: URLSearchParams
  readonly id: string
}

type Answer = HttpServerResponse.HttpServerResponse

/** Only a token of the very account, with a scope that reads, reaches a mailbox. */
const asOwner = (answer: (asked: Asked) => Answer) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const { id = "", user } = yield* HttpRouter.params
    const bearer = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1] ?? ""
    const access = yield* (yield* GoogleGrants).bearer(bearer)
    if (Option.isNone(access)) return apiFault("unauthorized")
    const { account, scopes } = access.value
    if (!scopes.some((scope) => readable.has(scope))) return apiFault("insufficient_scope")
    const box = (yield* GoogleMail).mailbox(account)
    if (box === undefined || (user !== "me" && user !== account)) return apiFault("not_found")
    return answer({ email: account, box, id, params: new URL(request.url, "http://sandbox").searchParams })
  })

const bounded = (text: string | null, most: number, usual: number): number => {
  const asked = Number(text ?? usual)
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, most) : usual
}

const isHidden = ({ labels }: StoredMessage): boolean => labels.includes("TRASH") || labels.includes("SPAM")

const newestFirst = (one: StoredMessage, other: StoredMessage): number =>
  other.internalDate - one.internalDate || (one.id < other.id ? -1 : 1)

/** Names the last message of a page, so that what is deleted meanwhile moves nothing. */
const tokenAfter = ({ id, internalDate }: StoredMessage): string => Buffer.from(`${internalDate}/${id}`).toString("base64url")

const isBehind = (token: string) => {
  const [at = "", id = ""] = Buffer.from(token, "base64url").toString().split("/")
  return (message: StoredMessage): boolean =>
    message.internalDate < Number(at) || (message.internalDate === Number(at) && message.id > id)
}

const visible = (box: Mailbox, params: URLSearchParams): ReadonlyArray<StoredMessage> => {
  const labels = params.getAll("labelIds")
  const isAsked = (message: StoredMessage) =>
    (params.get("includeSpamTrash") === "true" || !isHidden(message)) &&
    !(params.get("q")?.includes("-in:drafts") === true && message.labels.includes("DRAFT")) &&
    labels.every((label) => message.labels.includes(label))
  return [...box.messages.values()].filter(isAsked).toSorted(newestFirst)
}

const paged = <A>(all: ReadonlyArray<A>, size: number) => ({ page: all.slice(0, size), hasMore: all.length > size })

const listMessages = asOwner(({ box, params }) => {
  const all = visible(box, params)
  const token = params.get("pageToken")
  const { hasMore, page } = paged(token === null ? all : all.filter(isBehind(token)), bounded(params.get("maxResults"), 500, 100))
  const last = page.at(-1)
  return HttpServerResponse.jsonUnsafe({
    // Gmail leaves the member out of an empty answer.
    ...(page.length === 0 ? {} : { messages: page.map(({ id, threadId }) => ({ id, threadId })) }),
    ...(hasMore && last !== undefined ? { nextPageToken: tokenAfter(last) } : {}),
    resultSizeEstimate: all.length
  })
})

const formats: ReadonlyArray<MessageFormat> = ["minimal", "metadata", "full", "raw"]

const formatOf = (params: URLSearchParams): MessageFormat => formats.find((format) => format === params.get("format")) ?? "full"

const getMessage = asOwner(({ box, id, params }) => {
  const message = box.messages.get(id)
  return message === undefined ? apiFault("not_found") : HttpServerResponse.jsonUnsafe(messageResource(message, formatOf(params)))
})

const threadOf = (box: Mailbox, id: string): ReadonlyArray<StoredMessage> =>
  [...box.messages.values()].filter(({ threadId }) => threadId === id).toSorted((one, other) => newestFirst(other, one))

const listThreads = asOwner(({ box, params }) => {
  const all = [...new Set(visible(box, params).map(({ threadId }) => threadId))]
  const token = params.get("pageToken")
  const from = token === null ? 0 : all.indexOf(Buffer.from(token, "base64url").toString()) + 1
  const { hasMore, page } = paged(all.slice(from), bounded(params.get("maxResults"), 500, 100))
  return HttpServerResponse.jsonUnsafe({
    ...(page.length === 0
      ? {}
      : { threads: page.map((id) => ({ id, historyId: String(threadOf(box, id).at(-1)?.historyId ?? box.last) })) }),
    ...(hasMore ? { nextPageToken: Buffer.from(page.at(-1) ?? "").toString("base64url") } : {}),
    resultSizeEstimate: all.length
  })
})

const getThread = asOwner(({ box, id, params }) => {
  const messages = threadOf(box, id)
  return messages.length === 0
    ? apiFault("not_found")
    : HttpServerResponse.jsonUnsafe({
        id,
        historyId: String(Math.max(...messages.map(({ historyId }) => historyId))),
        messages: messages.map((message) => messageResource(message, formatOf(params)))
      })
})

const historyResource = ({ id, kind, labels, message }: HistoryRecord) => {
  const shown = { id: message.id, threadId: message.threadId, labelIds: message.labels }
  const isLabels = kind === "labelsAdded" || kind === "labelsRemoved"
  return {
    id: String(id),
    messages: [{ id: message.id, threadId: message.threadId }],
    [kind]: [isLabels ? { message: shown, labelIds: labels } : { message: shown }]
  }
}

const listHistory = asOwner(({ box, params }) => {
  const since = Number(params.get("startHistoryId"))
  if (!Number.isInteger(since) || since <= 0) return apiFault("bad_request")
  if (since < box.oldest) return apiFault("not_found")
  const token = Number(params.get("pageToken") ?? "0")
  const all = box.history.filter(({ id }) => id > since)
  const { hasMore, page } = paged(all.slice(token), bounded(params.get("maxResults"), 500, 100))
  return HttpServerResponse.jsonUnsafe({
    ...(page.length === 0 ? {} : { history: page.map(historyResource) }),
    ...(hasMore ? { nextPageToken: String(token + page.length) } : {}),
    historyId: String(box.last)
  })
})

const profile = asOwner(({ box, email }) =>
  HttpServerResponse.jsonUnsafe({
    emailAddress: email,
    messagesTotal: box.messages.size,
    threadsTotal: new Set([...box.messages.values()].map(({ threadId }) => threadId)).size,
    historyId: String(box.last)
  })
)

const labels = asOwner(({ box }) =>
  HttpServerResponse.jsonUnsafe({
    labels: [
      ...new Set(["INBOX", "SENT", "TRASH", "SPAM", "UNREAD", ...[...box.messages.values()].flatMap((one) => one.labels)])
    ].map((id) => ({ id, name: id, type: /^[A-Z_]+$/.test(id) ? "system" : "user" }))
  })
)

const base = "/google/gmail/v1/users/:user"

/** The part of Gmail's API that reads (https://developers.google.com/gmail/api/reference/rest). */
export const gmailRoutes = Layer.mergeAll(
  HttpRouter.add("GET", `${base}/profile`, profile),
  HttpRouter.add("GET", `${base}/messages`, listMessages),
  HttpRouter.add("GET", `${base}/messages/:id`, getMessage),
  HttpRouter.add("GET", `${base}/threads`, listThreads),
  HttpRouter.add("GET", `${base}/threads/:id`, getThread),
  HttpRouter.add("GET", `${base}/history`, listHistory),
  HttpRouter.add("GET", `${base}/labels`, labels)
)
