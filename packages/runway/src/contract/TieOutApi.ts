import { NotFound, Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { TieOutCertificate, TieOutCertificateId, TieOutStanding } from "./tieout/TieOutCertificate.ts"

/** Certificates one answer lists. */
export const tieOutHistory = 30

/** How the last sync compared with QuickBooks' own reports, and the last 30 times. Errors: 404, 503. */
export const GetTieOutEndpoint = HttpApiEndpoint.get("standing", "/api/advisor/clients/:clientId/tie-out", {
  params: { clientId: ClientId },
  success: TieOutStanding,
  error: [NotFound, Unavailable]
}).annotate(RequiredScope, "clients.read")

/** One certificate with every differing entity by name. The look is audited. Errors: 404, 503. */
export const GetTieOutCertificateEndpoint = HttpApiEndpoint.get(
  "certificate",
  "/api/advisor/clients/:clientId/tie-out/:certificateId",
  {
    params: { clientId: ClientId, certificateId: TieOutCertificateId },
    success: TieOutCertificate,
    error: [NotFound, Unavailable]
  }
).annotate(RequiredScope, "clients.read")

export class TieOutGroup extends HttpApiGroup.make("tieOut")
  .add(GetTieOutEndpoint, GetTieOutCertificateEndpoint)
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const TieOutLocalApi = HttpApi.make("beep").add(TieOutGroup)
