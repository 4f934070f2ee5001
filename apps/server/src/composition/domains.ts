import * as AuditLayer from "@beep/audit/server/AuditLayer"
import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { Connections } from "@beep/connections/server/Connections"
import { GoogleAccounts } from "@beep/connections/server/GoogleAccounts"
import { WebhookInbox } from "@beep/connections/server/WebhookInbox"
import { Webhooks } from "@beep/connections/server/Webhooks"
import * as EvidenceLayer from "@beep/evidence/server/EvidenceLayer"
import * as MailLayer from "@beep/evidence/server/mail/MailLayer"
import { Onboardings } from "@beep/runway/server/onboarding/Onboardings"
import { AfterSyncServices, RunwayServices, WriteBackServices } from "@beep/runway/server/RunwayLayer"
import { Ledger } from "@beep/runway/server/ledger/Ledger"
import { Sync } from "@beep/runway/server/sync/Sync"
import type { EnvOf } from "@beep/shared-env/processes"
import { AuthSettings } from "@beep/tenancy/server/AuthSettings"
import { TenancyServices } from "@beep/tenancy/server/TenancyLayer"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { OidcSettings } from "@beep/tenancy/server/OidcSettings"
import { Layer, Redacted } from "effect"
import * as Embeddings from "./embeddings.ts"
import * as Google from "./google.ts"
import * as LanguageModel from "./languageModel.ts"
import * as Intuit from "./intuit.ts"

export type DomainSettings = Pick<
  EnvOf["server"],
  | "APP_ENV"
  | "APP_CLIENT_URL"
  | "SECURITY_TRUSTED_ORIGINS"
  | "SECURITY_REQUESTS_PER_MINUTE"
  | "AUTH_JWT_ISSUER"
  | "AUTH_JWT_AUDIENCE"
  | "REALM_LOOKUP_KEY"
  | "intuit"
  | "google"
  | "webhooks"
  | "oidc"
  | "mail"
  | "embeddings"
  | "languageModel"
>

/** People reach us by https: cookies are then `Secure` and bound to the host. */
export const isSecure = (env: { readonly APP_CLIENT_URL: string }): boolean => env.APP_CLIENT_URL.startsWith("https:")

const settings = (env: DomainSettings): AuthSettings["Service"] => ({
  stage: env.APP_ENV,
  origins: [...new Set([env.APP_CLIENT_URL, ...env.SECURITY_TRUSTED_ORIGINS])],
  secureCookie: isSecure(env),
  issuer: env.AUTH_JWT_ISSUER,
  audience: env.AUTH_JWT_AUDIENCE,
  sendsMail: env.mail !== undefined,
  requestsPerMinute: env.SECURITY_REQUESTS_PER_MINUTE
})

/** Another issuer's accounts open ours only where the group is there. */
const otherIssuer = (env: DomainSettings) =>
  Layer.succeed(
    OidcSettings,
    env.oidc === undefined
      ? null
      : {
          name: env.oidc.AUTH_OIDC_NAME,
          issuer: env.oidc.AUTH_OIDC_ISSUER,
          clientId: env.oidc.AUTH_OIDC_CLIENT_ID,
          clientSecret: Redacted.make(Redacted.value(env.oidc.AUTH_OIDC_CLIENT_SECRET)),
          redirectUri: `${env.APP_CLIENT_URL}/api/auth/oidc/callback`
        }
  )

/** People, clients, the audit log and documents: what needs no other company. */
export const desk = (auth: AuthSettings["Service"]) =>
  Layer.mergeAll(EvidenceLayer.layer, AuditTrail.layer).pipe(
    Layer.provideMerge(ClientContacts.layer),
    Layer.provideMerge(TenancyServices),
    Layer.provideMerge(AuditLayer.layer),
    Layer.provideMerge(AuthSettings.layer(auth))
  )

/** Every domain's services, without HTTP. */
export const layer = (env: DomainSettings) =>
  Layer.mergeAll(Onboardings.layer, WriteBackServices, MailLayer.layer).pipe(
    Layer.provideMerge(Sync.layer),
    Layer.provideMerge(AfterSyncServices),
    Layer.provideMerge(RunwayServices),
    Layer.provideMerge(Layer.mergeAll(Ledger.layer, Connections.layer, GoogleAccounts.layer, Webhooks.layer, WebhookInbox.layer)),
    Layer.provideMerge(
      desk(settings(env)).pipe(Layer.provide([otherIssuer(env), Embeddings.provider(env), LanguageModel.provider(env)]))
    ),
    Layer.provideMerge(Layer.merge(Intuit.layer(env), Google.layer(env)))
  )
