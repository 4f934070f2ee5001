import { AuditGroup } from "@beep/audit/contract/AuditApi"
import { ConnectionsGroup } from "@beep/connections/contract/ConnectionsApi"
import { GoogleGroup } from "@beep/connections/contract/GoogleApi"
import { WebhooksGroup } from "@beep/connections/contract/WebhooksApi"
import { EvidenceGroup } from "@beep/evidence/contract/EvidenceApi"
import { MailGroup } from "@beep/evidence/contract/mail/MailApi"
import { KnowledgeGroup } from "@beep/evidence/contract/KnowledgeApi"
import { BooksGroup } from "@beep/runway/contract/BooksApi"
import { ClientsGroup } from "@beep/runway/contract/ClientsApi"
import { DigestGroup } from "@beep/runway/contract/DigestApi"
import { HygieneGroup } from "@beep/runway/contract/HygieneApi"
import { RitualGroup } from "@beep/runway/contract/RitualApi"
import { ViewsGroup } from "@beep/runway/contract/ViewsApi"
import { TieOutGroup } from "@beep/runway/contract/TieOutApi"
import { WritesGroup } from "@beep/runway/contract/WritesApi"
import { OnboardingGroup } from "@beep/runway/contract/OnboardingApi"
import { AccountGroup } from "@beep/tenancy/contract/AccountApi"
import { AuthGroup } from "@beep/tenancy/contract/AuthApi"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { HouseholdsGroup } from "@beep/tenancy/contract/HouseholdsApi"
import { InvitationGroup } from "@beep/tenancy/contract/InvitationApi"
import { MembersGroup } from "@beep/tenancy/contract/MembersApi"
import { PulseGroup } from "@beep/tenancy/contract/PulseApi"
import { OrganizationGroup } from "@beep/tenancy/contract/OrganizationApi"
import { HttpApi, OpenApi } from "effect/http-api"
import { withProblemRequestId } from "./problemRequestId.ts"
import { SystemGroup } from "./SystemApi.ts"

/** `audit` stands below `tenancy` and cannot name its middleware, so the house puts it on here. */
const AuditGroupBehindLogin = AuditGroup.middleware(Authorization)

/** The whole surface of the server; the OpenAPI document and the typed clients are made from it. */
export class Api extends HttpApi.make("beep")
  .add(SystemGroup)
  .add(AuthGroup)
  .add(InvitationGroup)
  .add(MembersGroup)
  .add(PulseGroup)
  .add(OrganizationGroup)
  .add(AccountGroup)
  .add(ConnectionsGroup)
  .add(GoogleGroup)
  .add(WebhooksGroup)
  .add(ClientsGroup)
  .add(ViewsGroup)
  .add(DigestGroup)
  .add(HygieneGroup)
  .add(RitualGroup)
  .add(TieOutGroup)
  .add(OnboardingGroup)
  .add(BooksGroup)
  .add(WritesGroup)
  .add(EvidenceGroup)
  .add(MailGroup)
  .add(HouseholdsGroup)
  .add(KnowledgeGroup)
  .add(AuditGroupBehindLogin)
  .annotateMerge(
    OpenApi.annotations({
      title: "Beep",
      description: "The desk of a financial advisory firm: every figure and every sentence opens its proof.",
      transform: withProblemRequestId
    })
  ) {}
