import { Api } from "@beep/api/RootApi"
import { GoogleHandlers } from "@beep/connections/server/googleHandlers"
import { ConnectionsHandlers } from "@beep/connections/server/handlers"
import { WebhooksHandlers } from "@beep/connections/server/webhookHandlers"
import * as EvidenceLayer from "@beep/evidence/server/EvidenceLayer"
import * as MailLayer from "@beep/evidence/server/mail/MailLayer"
import { booksHandlers } from "@beep/runway/server/books/handlers"
import { onboardingHandlers } from "@beep/runway/server/onboarding/handlers"
import { RunwayHandlers } from "@beep/runway/server/RunwayLayer"
import { writesHandlers } from "@beep/runway/server/writeback/handlers"
import { accountHandlers } from "@beep/tenancy/server/accountHandlers"
import type { Authorization } from "@beep/tenancy/contract/Authorization"
import { householdsHandlers } from "@beep/tenancy/server/householdsHandlers"
import { authHandlers } from "@beep/tenancy/server/handlers"
import { invitationHandlers } from "@beep/tenancy/server/invitationHandlers"
import { membersHandlers } from "@beep/tenancy/server/membersHandlers"
import { pulseHandlers } from "@beep/tenancy/server/pulseHandlers"
import { organizationHandlers } from "@beep/tenancy/server/organizationHandlers"
import { Layer } from "effect"
import { HttpApiBuilder, HttpApiMiddleware } from "effect/http-api"
import { auditGroup } from "./audit.ts"
import * as Edge from "./edge.ts"
import { systemHandlers } from "./system.ts"
import * as Web from "./web.ts"

const groups = Layer.mergeAll(
  systemHandlers,
  authHandlers,
  invitationHandlers,
  membersHandlers,
  pulseHandlers,
  organizationHandlers,
  accountHandlers,
  auditGroup,
  ConnectionsHandlers,
  GoogleHandlers,
  WebhooksHandlers,
  EvidenceLayer.layerHttp,
  MailLayer.layerHttp,
  householdsHandlers,
  RunwayHandlers,
  onboardingHandlers,
  booksHandlers,
  writesHandlers
)

/** The whole surface: the api, its OpenAPI document, the web app, and the edge around them. */
export const layer = <R>(options: {
  readonly secure: boolean
  readonly webRoot: string
  readonly authorization: Layer.Layer<Authorization, never, R>
}) =>
  Layer.mergeAll(
    HttpApiBuilder.layer(Api, { openapiPath: "/api/openapi.json" }).pipe(
      Layer.provide(groups),
      Layer.provide([options.authorization, HttpApiMiddleware.layerProblemDetails({ includeDetails: true })])
    ),
    Web.layer(options.webRoot),
    Edge.layer({ secure: options.secure })
  )
