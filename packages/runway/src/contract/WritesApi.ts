import { FeatureNotEnabled, NotFound, Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { IssueId } from "./hygiene/HygieneIssue.ts"
import { FixForm, FixOrder, FixResults, UndoResult, WriteBackList, WriteId } from "./writeback/WriteBack.ts"

const params = { clientId: ClientId }

/** What members have written to QuickBooks, and how far it came (runway.md 4.4, 5.5, 5.6). */
export class WritesGroup extends HttpApiGroup.make("writes")
  .add(
    /** Errors: 404, 503. */
    HttpApiEndpoint.get("writes", "/api/advisor/clients/:clientId/writes", {
      params,
      success: WriteBackList,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /** What a quick fix of an issue is about. Errors: 404, also for an issue that has no quick fix; 503. */
    HttpApiEndpoint.get("fixForm", "/api/advisor/clients/:clientId/writes/form", {
      params,
      query: { issueId: IssueId },
      success: FixForm,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "hygiene.write"),
    /**
     * Stages 1 to 100 field writes, item by item; nothing is sent before the answer. Asking again for what is under way
     * changes nothing. Errors: 400 for more than 100, 403 while writing to QuickBooks is switched off, 404, 503.
     */
    HttpApiEndpoint.post("orderFixes", "/api/advisor/clients/:clientId/writes", {
      params,
      payload: FixOrder,
      success: FixResults,
      error: [NotFound, FeatureNotEnabled, Unavailable]
    }).annotate(RequiredScope, "hygiene.write"),
    /** Cancels a staged write, or stages the one that puts the old value back. Errors: 404, 503. */
    HttpApiEndpoint.post("undoWrite", "/api/advisor/clients/:clientId/writes/:writeId/undo", {
      params: { ...params, writeId: WriteId },
      success: UndoResult,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "hygiene.write")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const WritesLocalApi = HttpApi.make("beep").add(WritesGroup)
