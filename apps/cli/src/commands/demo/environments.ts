import { Redacted } from "effect"
import type { DemoDatabase } from "./database.ts"
import type { DemoState } from "./DemoState.ts"

export type Environment = Readonly<Record<string, string>>

export interface ServerPlace {
  readonly state: DemoState
  readonly database: DemoDatabase
  readonly port: number
  readonly sandboxPort: number
  /** Null: nothing is mailed. */
  readonly mail: DemoMail | null
  readonly webRoot: string
}

/** Where the stand-in takes mail; the password is made anew with every start, because both ends are started together. */
export interface DemoMail {
  readonly port: number
  readonly password: string
}

const mailUser = "beep-demo"

/** Google accounts that may be linked: two of the firm's, and a private one to pick by mistake. */
const mailboxAccounts = "dana.kim@alderfinch.example,sam.rivera@alderfinch.example,dana.kim@kim-family.example"

/** The messages in their mailboxes; content of the repository. */
const mailboxes = new URL("../../../../../packages/evidence/src/testing/mail", import.meta.url).pathname

/** What a server of stage local is started with; every name is one of `@beep/shared-env`. */
export const serverEnv = ({ database, mail, port, sandboxPort, state, webRoot }: ServerPlace): Environment => {
  const app = `http://127.0.0.1:${port}`
  const intuit = `http://127.0.0.1:${sandboxPort}`
  return {
    APP_ENV: "local",
    APP_API_HOST: "127.0.0.1",
    APP_API_PORT: String(port),
    APP_CLIENT_URL: app,
    APP_LOG_FORMAT: "json",
    SECURITY_TRUSTED_ORIGINS: `${app},http://localhost:${port}`,
    WEB_ROOT: webRoot,
    DB_PG_URL: Redacted.value(database.app),
    DB_PG_AUTH_URL: Redacted.value(database.auth),
    AUDIT_SIGNING_SEED: state.secrets.auditSeed,
    REALM_LOOKUP_KEY: state.secrets.realmLookupKey,
    VAULT_KEK_CURRENT: state.secrets.keyId,
    VAULT_KEKS: `${state.secrets.keyId}:${state.secrets.key}`,
    OAUTH_INTUIT_CLIENT_ID: state.secrets.intuitClientId,
    OAUTH_INTUIT_CLIENT_SECRET: state.secrets.intuitClientSecret,
    OAUTH_INTUIT_DISCOVERY_URL: `${intuit}/.well-known/openid_configuration`,
    OAUTH_INTUIT_API_URL: intuit,
    OAUTH_INTUIT_REDIRECT_URI: `${app}/oauth/qbo/callback`,
    OAUTH_INTUIT_APP_URL: intuit,
    OAUTH_INTUIT_WEBHOOK_TOKENS: state.secrets.webhookToken,
    OAUTH_GOOGLE_CLIENT_ID: state.secrets.intuitClientId,
    OAUTH_GOOGLE_CLIENT_SECRET: state.secrets.intuitClientSecret,
    OAUTH_GOOGLE_DISCOVERY_URL: `${intuit}/google/.well-known/openid-configuration`,
    OAUTH_GOOGLE_GMAIL_URL: `${intuit}/google`,
    OAUTH_GOOGLE_REDIRECT_URI: `${app}/oauth/google/callback`,
    // The stand-in is one program with one client: it knows the app under the same name here.
    AUTH_OIDC_NAME: "the sandbox",
    AUTH_OIDC_ISSUER: `${intuit}/issuer`,
    AUTH_OIDC_CLIENT_ID: state.secrets.intuitClientId,
    AUTH_OIDC_CLIENT_SECRET: state.secrets.intuitClientSecret,
    AI_OPENAI_URL: `${intuit}/openai/v1`,
    AI_OPENAI_API_KEY: state.secrets.intuitClientSecret,
    AI_EMBEDDING_MODEL: "sandbox-embed-1",
    AI_EMBEDDING_DIMENSIONS: "256",
    AI_EMBEDDING_MIN_SIMILARITY: "0.2",
    AI_LANGUAGE_URL: `${intuit}/openai/v1`,
    AI_LANGUAGE_API_KEY: state.secrets.intuitClientSecret,
    AI_LANGUAGE_MODEL: "sandbox-chat-1",
    ...(mail === null
      ? {}
      : {
          MAIL_SMTP_HOST: "127.0.0.1",
          MAIL_SMTP_PORT: String(mail.port),
          MAIL_SMTP_SECURITY: "none",
          MAIL_SMTP_USER: mailUser,
          MAIL_SMTP_PASSWORD: mail.password,
          MAIL_FROM: "beep@alderfinch.example"
        })
  }
}

/** `appPort`: where the stand-in tells of changes. */
export const sandboxEnv = (state: DemoState, port: number, appPort: number, mail: DemoMail | null): Environment => ({
  APP_ENV: "local",
  SANDBOX_INTUIT_PORT: String(port),
  SANDBOX_INTUIT_CLIENT_ID: state.secrets.intuitClientId,
  SANDBOX_INTUIT_CLIENT_SECRET: state.secrets.intuitClientSecret,
  SANDBOX_OPENAI_API_KEY: state.secrets.intuitClientSecret,
  SANDBOX_GRANTS_FILE: `${state.folder}/grants.json`,
  SANDBOX_MAILBOXES: mailboxes,
  SANDBOX_MAILBOX_ACCOUNTS: mailboxAccounts,
  SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${appPort}/webhooks/intuit`,
  SANDBOX_WEBHOOK_VERIFIER_TOKEN: state.secrets.webhookToken,
  ...(mail === null
    ? {}
    : { SANDBOX_MAIL_PORT: String(mail.port), SANDBOX_MAIL_USER: mailUser, SANDBOX_MAIL_PASSWORD: mail.password })
})
