import { Schema, Struct } from "effect"
import type { VariableName } from "./variables.ts"
import { variables } from "./variables.ts"

interface SchemaOf extends Struct.Lambda {
  <S>(variable: { readonly schema: S }): S
  readonly "~lambda.out": this["~lambda.in"] extends { readonly schema: infer S } ? S : never
}

const fields = Struct.map(
  variables,
  Struct.lambda<SchemaOf>((variable) => variable.schema)
)

const names = {
  server: [
    "APP_ENV",
    "APP_NAME",
    "APP_RELEASE",
    "APP_API_HOST",
    "APP_API_PORT",
    "APP_CLIENT_URL",
    "APP_LOG_LEVEL",
    "APP_LOG_FORMAT",
    "APP_ROLE",
    "WORKFLOW_TOPOLOGY",
    "WEB_ROOT",
    "SECURITY_TRUSTED_ORIGINS",
    "SECURITY_REQUESTS_PER_MINUTE",
    "DB_PG_URL",
    "DB_PG_AUTH_URL",
    "DB_PG_POOL_MAX",
    "AUTH_JWT_ISSUER",
    "AUTH_JWT_AUDIENCE",
    "AUDIT_LOG_NAME",
    "AUDIT_SIGNING_SEED",
    "REALM_LOOKUP_KEY"
  ],
  web: ["APP_ENV", "APP_NAME", "APP_RELEASE"],
  cli: ["APP_ENV", "APP_LOG_LEVEL", "APP_LOG_FORMAT", "DB_PG_URL"],
  signing: ["AUDIT_LOG_NAME", "AUDIT_SIGNING_SEED"],
  sandbox: [
    "APP_ENV",
    "SANDBOX_INTUIT_PORT",
    "SANDBOX_INTUIT_CLIENT_ID",
    "SANDBOX_INTUIT_CLIENT_SECRET",
    "SANDBOX_SEED",
    "SANDBOX_COMPANIES"
  ],
  vaultFile: ["VAULT_KEK_FILE"],
  vaultKeyring: ["VAULT_KEK_CURRENT", "VAULT_KEKS"],
  intuit: [
    "OAUTH_INTUIT_CLIENT_ID",
    "OAUTH_INTUIT_CLIENT_SECRET",
    "OAUTH_INTUIT_DISCOVERY_URL",
    "OAUTH_INTUIT_API_URL",
    "OAUTH_INTUIT_REDIRECT_URI",
    "OAUTH_INTUIT_APP_URL"
  ],
  google: [
    "OAUTH_GOOGLE_CLIENT_ID",
    "OAUTH_GOOGLE_CLIENT_SECRET",
    "OAUTH_GOOGLE_DISCOVERY_URL",
    "OAUTH_GOOGLE_GMAIL_URL",
    "OAUTH_GOOGLE_REDIRECT_URI"
  ],
  webhooks: ["OAUTH_INTUIT_WEBHOOK_TOKENS"],
  oidc: ["AUTH_OIDC_NAME", "AUTH_OIDC_ISSUER", "AUTH_OIDC_CLIENT_ID", "AUTH_OIDC_CLIENT_SECRET"],
  otlp: ["OTLP_TRACE_EXPORTER_URL", "OTLP_LOG_EXPORTER_URL", "OTLP_METRIC_EXPORTER_URL"],
  mail: ["MAIL_SMTP_HOST", "MAIL_SMTP_PORT", "MAIL_SMTP_SECURITY", "MAIL_SMTP_USER", "MAIL_SMTP_PASSWORD", "MAIL_FROM"],
  embeddings: [
    "AI_OPENAI_URL",
    "AI_OPENAI_API_KEY",
    "AI_EMBEDDING_MODEL",
    "AI_EMBEDDING_DIMENSIONS",
    "AI_EMBEDDING_MIN_SIMILARITY"
  ],
  languageModel: ["AI_LANGUAGE_URL", "AI_LANGUAGE_API_KEY", "AI_LANGUAGE_MODEL"],
  redis: ["KV_REDIS_URL", "KV_REDIS_PORT", "KV_REDIS_PASSWORD"],
  services: ["DB_PG_APP_URL", "DB_PG_AUTH_URL", "AUTH_JWT_ISSUER", "AUTH_JWT_AUDIENCE"],
  asOf: ["SANDBOX_AS_OF"],
  grants: ["SANDBOX_GRANTS_FILE"],
  sandboxMail: ["SANDBOX_MAIL_PORT", "SANDBOX_MAIL_USER", "SANDBOX_MAIL_PASSWORD"],
  sandboxOpenAi: ["SANDBOX_OPENAI_API_KEY"],
  mailboxes: ["SANDBOX_MAILBOXES", "SANDBOX_MAILBOX_ACCOUNTS"],
  deliveries: ["SANDBOX_WEBHOOK_URL", "SANDBOX_WEBHOOK_VERIFIER_TOKEN"]
} as const

/** Settings that stand or fall together. `ways` lists the sets that each make the group whole; at most one may be present. */
export interface Group {
  readonly key: string
  readonly ways: ReadonlyArray<ReadonlyArray<VariableName>>
  readonly mustBePresent: boolean
}

export interface Layout {
  readonly required: ReadonlyArray<VariableName>
  readonly groups: ReadonlyArray<Group>
}

const optional = (key: string, way: ReadonlyArray<VariableName>): Group => ({ key, ways: [way], mustBePresent: false })

const vaultWays = [names.vaultFile, names.vaultKeyring]

export const layouts = {
  server: {
    required: names.server,
    groups: [
      { key: "vault", ways: vaultWays, mustBePresent: true },
      optional("intuit", names.intuit),
      optional("google", names.google),
      optional("webhooks", names.webhooks),
      optional("oidc", names.oidc),
      optional("otlp", names.otlp),
      optional("redis", names.redis),
      optional("mail", names.mail),
      optional("embeddings", names.embeddings),
      optional("languageModel", names.languageModel)
    ]
  },
  web: { required: names.web, groups: [] },
  cli: {
    required: names.cli,
    groups: [
      optional("services", names.services),
      optional("signing", names.signing),
      { key: "vault", ways: vaultWays, mustBePresent: false }
    ]
  },
  sandbox: {
    required: names.sandbox,
    groups: [
      optional("asOf", names.asOf),
      optional("grants", names.grants),
      optional("deliveries", names.deliveries),
      optional("mailboxes", names.mailboxes),
      optional("mail", names.sandboxMail),
      optional("openAi", names.sandboxOpenAi)
    ]
  }
} as const satisfies Record<string, Layout>

export type Process = keyof typeof layouts

const intuit = Schema.Struct(Struct.pick(fields, names.intuit))
const google = Schema.Struct(Struct.pick(fields, names.google))
const oidc = Schema.Struct(Struct.pick(fields, names.oidc))
const webhooks = Schema.Struct(Struct.pick(fields, names.webhooks))
const otlp = Schema.Struct(Struct.pick(fields, names.otlp))
const redis = Schema.Struct(Struct.pick(fields, names.redis))
const mail = Schema.Struct(Struct.pick(fields, names.mail))
const embeddings = Schema.Struct(Struct.pick(fields, names.embeddings))
const languageModel = Schema.Struct(Struct.pick(fields, names.languageModel))
const services = Schema.Struct(Struct.pick(fields, names.services))
const signing = Schema.Struct(Struct.pick(fields, names.signing))
const asOf = Schema.Struct(Struct.pick(fields, names.asOf))
const grants = Schema.Struct(Struct.pick(fields, names.grants))
const sandboxMail = Schema.Struct(Struct.pick(fields, names.sandboxMail))
const sandboxOpenAi = Schema.Struct(Struct.pick(fields, names.sandboxOpenAi))
const mailboxes = Schema.Struct(Struct.pick(fields, names.mailboxes))
const deliveries = Schema.Struct(Struct.pick(fields, names.deliveries))
const vault = Schema.Union([
  Schema.Struct(Struct.pick(fields, names.vaultFile)),
  Schema.Struct(Struct.pick(fields, names.vaultKeyring))
])

export const schemas = {
  server: Schema.Struct({
    ...Struct.pick(fields, names.server),
    vault,
    intuit: Schema.optionalKey(intuit),
    google: Schema.optionalKey(google),
    webhooks: Schema.optionalKey(webhooks),
    oidc: Schema.optionalKey(oidc),
    otlp: Schema.optionalKey(otlp),
    redis: Schema.optionalKey(redis),
    mail: Schema.optionalKey(mail),
    embeddings: Schema.optionalKey(embeddings),
    languageModel: Schema.optionalKey(languageModel)
  }),
  web: Schema.Struct(Struct.pick(fields, names.web)),
  cli: Schema.Struct({
    ...Struct.pick(fields, names.cli),
    services: Schema.optionalKey(services),
    signing: Schema.optionalKey(signing),
    vault: Schema.optionalKey(vault)
  }),
  sandbox: Schema.Struct({
    ...Struct.pick(fields, names.sandbox),
    asOf: Schema.optionalKey(asOf),
    grants: Schema.optionalKey(grants),
    deliveries: Schema.optionalKey(deliveries),
    mailboxes: Schema.optionalKey(mailboxes),
    mail: Schema.optionalKey(sandboxMail),
    openAi: Schema.optionalKey(sandboxOpenAi)
  })
} as const satisfies Record<Process, unknown>

/** What each process receives: its required values under their names, each present group under its key. */
export type EnvOf = { readonly [P in Process]: (typeof schemas)[P]["Type"] }
