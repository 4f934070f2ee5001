import {
  GoogleScopeExpansionRequiredError,
  MailboxRelinkRequired,
  ProviderAccountSelectionRequiredError
} from "@beep/connections/contract/googleProblems"
import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId, ConnectionId } from "@beep/kernel/ids"
import { Cursor, Limit } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { MailSyncStatus } from "./MailSync.ts"
import { AskedDocuments, MailThread, ThreadDetail, ThreadId, ThreadPage, UnfiledList } from "./MailThread.ts"

/** Left out, the answer is C-06: nothing ever picks an account. */
const account = { providerAccountId: Schema.optionalKey(ConnectionId) }

const accountErrors = [
  NotFound,
  Unavailable,
  GoogleScopeExpansionRequiredError,
  ProviderAccountSelectionRequiredError,
  MailboxRelinkRequired
] as const

/** Mail of linked accounts on its way to documents, and the threads it comes in. Every read of content is audited. */
export class MailGroup extends HttpApiGroup.make("mail")
  .add(
    /** Begins to read what is new, or answers how far a reading that is under way is. */
    HttpApiEndpoint.post("startSync", "/api/advisor/mail/sync", {
      query: account,
      success: MailSyncStatus,
      error: accountErrors
    }).annotate(RequiredScope, "connections.manage"),
    HttpApiEndpoint.get("syncState", "/api/advisor/mail/sync", {
      query: account,
      success: MailSyncStatus,
      error: accountErrors
    }).annotate(RequiredScope, "connections.manage"),
    /** What is nobody's yet, of the mailboxes the caller linked; an owner sees all. */
    HttpApiEndpoint.get("unfiled", "/api/advisor/mail/unfiled", { success: UnfiledList, error: Unavailable }).annotate(
      RequiredScope,
      "connections.manage"
    ),
    /** Every waiting message of the thread becomes a document of the client. */
    HttpApiEndpoint.post("fileThread", "/api/advisor/mail/threads/:threadId/file", {
      params: { threadId: ThreadId },
      payload: Schema.Struct({ clientId: ClientId }),
      success: MailThread,
      error: [NotFound, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    /** Latest first. With `documents`, only the threads those are messages of. */
    HttpApiEndpoint.get("threads", "/api/advisor/clients/:clientId/threads", {
      params: { clientId: ClientId },
      query: {
        cursor: Schema.optionalKey(Cursor),
        limit: Schema.optionalKey(Limit),
        documents: Schema.optionalKey(AskedDocuments)
      },
      success: ThreadPage,
      error: [NotFound, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    HttpApiEndpoint.get("thread", "/api/advisor/clients/:clientId/threads/:threadId", {
      params: { clientId: ClientId, threadId: ThreadId },
      success: ThreadDetail,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /**
     * To another client the caller sees, with every message of it. Nothing found in it stands for the client it
     * leaves; it is read anew for the other. Moving it back undoes it.
     */
    HttpApiEndpoint.post("moveThread", "/api/advisor/clients/:clientId/threads/:threadId/move", {
      params: { clientId: ClientId, threadId: ThreadId },
      payload: Schema.Struct({ toClientId: ClientId }),
      success: MailThread,
      error: [NotFound, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "connections.manage")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const MailLocalApi = HttpApi.make("beep").add(MailGroup)
