import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { CashStanding } from "./books/CashStanding.ts"
import { DataIssueList } from "./books/DataIssue.ts"
import { QuickBooksStanding } from "./books/QuickBooksStanding.ts"
import { CashConfirmation } from "./OnboardingApi.ts"

const params = { clientId: ClientId }

/** The books of clients as they are kept: what of them was not understood, what counts as cash, how they stand with QuickBooks. */
export class BooksGroup extends HttpApiGroup.make("books")
  .add(
    /** Errors: 404, 503. */
    HttpApiEndpoint.get("dataIssues", "/api/advisor/clients/:clientId/data-issues", {
      params,
      success: DataIssueList,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /** Errors: 404 (also for a household), 503. */
    HttpApiEndpoint.get("cash", "/api/advisor/clients/:clientId/cash", {
      params,
      success: CashStanding,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    /** Decides anew and computes the runway again; 400 for an account that is not in the books or a payroll that has passed. */
    HttpApiEndpoint.post("decideCash", "/api/advisor/clients/:clientId/cash", {
      params,
      payload: CashConfirmation,
      success: CashStanding,
      error: [NotFound, ValidationFailed, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    /** Every business the member sees, by name. */
    HttpApiEndpoint.get("quickBooks", "/api/advisor/quickbooks/clients", {
      success: Schema.Array(QuickBooksStanding),
      error: Unavailable
    }).annotate(RequiredScope, "connections.manage")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const BooksLocalApi = HttpApi.make("beep").add(BooksGroup)
