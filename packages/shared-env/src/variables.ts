import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { Stage } from "./Stage.ts"
import * as V from "./values.ts"
import { everywhere, onOneMachine, variable } from "./Variable.ts"

/** Every environment variable of the product, once. A name that is not here does not exist; which process reads which stands in `processes.ts`. */
export const variables = {
  APP_ENV: variable(Stage, {
    description: "Stage this process runs in; chooses what is allowed to be missing.",
    expected: "one of local, test, staging, production"
  }),
  APP_NAME: variable(V.Name, {
    description: "Product name shown in the web app.",
    expected: "1 to 64 letters, digits, spaces, dots or hyphens",
    defaults: everywhere("Beep")
  }),
  APP_RELEASE: variable(V.Name, {
    description: "Release identifier shown by health checks and sent with telemetry.",
    expected: "1 to 64 letters, digits, spaces, dots or hyphens",
    defaults: onOneMachine("development")
  }),
  APP_API_HOST: variable(V.Text, {
    description: "Address the API server listens on.",
    expected: "a host name or address",
    defaults: onOneMachine("127.0.0.1")
  }),
  APP_API_PORT: variable(V.Port, {
    description: "Port the API server listens on.",
    expected: "a port from 1 to 65535",
    defaults: { local: "8080" }
  }),
  APP_CLIENT_URL: variable(V.Origin, {
    description: "Public origin of the app, as the browser shows it.",
    expected: "an origin such as scheme://host:port with nothing after it, https in staging and production",
    rules: ["https"]
  }),
  APP_LOG_LEVEL: variable(Schema.Literals(["Trace", "Debug", "Info", "Warn", "Error"]), {
    description: "Least level that is written.",
    expected: "one of Trace, Debug, Info, Warn, Error",
    defaults: everywhere("Info")
  }),
  APP_LOG_FORMAT: variable(Schema.Literals(["json", "pretty"]), {
    description: "One JSON object per line, or text for a terminal.",
    expected: "json or pretty",
    defaults: { local: "pretty", test: "json", staging: "json", production: "json" }
  }),
  APP_ROLE: variable(Schema.Literals(["api", "worker", "all"]), {
    description: "Part of the image this process plays.",
    expected: "one of api, worker, all",
    defaults: onOneMachine("all")
  }),
  WORKFLOW_TOPOLOGY: variable(Schema.Literals(["single", "cluster"]), {
    description: "One worker holding an advisory lock, or several sharing shards over PostgreSQL.",
    expected: "single or cluster",
    defaults: onOneMachine("single")
  }),
  WEB_ROOT: variable(V.Path, {
    description: "Folder of the built web app that the server serves.",
    expected: "a folder path",
    defaults: onOneMachine("apps/web/dist")
  }),
  SECURITY_TRUSTED_ORIGINS: variable(V.Origins, {
    description: "Origins allowed to send credentials, separated by commas. No wildcard.",
    expected: "exact origins separated by commas, https in staging and production",
    rules: ["https"]
  }),
  SECURITY_REQUESTS_PER_MINUTE: variable(V.RequestLimit, {
    description:
      "Requests one member may make to one process in any sixty seconds; 0 for no limit, as in local and test, where load is made on purpose.",
    expected: "a whole number from 0 to 100000",
    defaults: { local: "0", test: "0", staging: "100", production: "100" }
  }),
  DB_PG_URL: variable(V.PostgresUrl, {
    description: "PostgreSQL: role beep_app for the server, beep_owner for the command line (migrations).",
    expected: "a PostgreSQL connection URL with user and database",
    rules: ["database"]
  }),
  DB_PG_AUTH_URL: variable(V.PostgresUrl, {
    description: "PostgreSQL: role beep_auth, which reaches the identity schema only.",
    expected: "a PostgreSQL connection URL with user and database",
    rules: ["database"]
  }),
  DB_PG_APP_URL: variable(V.PostgresUrl, {
    description: "PostgreSQL: role beep_app, for commands that use the services.",
    expected: "a PostgreSQL connection URL with user and database",
    rules: ["database"]
  }),
  DB_PG_POOL_MAX: variable(V.PoolSize, {
    description: "Connections a pool opens at most.",
    expected: "a whole number from 1 to 200",
    defaults: everywhere("10")
  }),
  AUTH_JWT_ISSUER: variable(V.Text, {
    description: "Issuer written into and required of access tokens.",
    expected: "text without leading or trailing spaces",
    defaults: onOneMachine("beep")
  }),
  AUTH_JWT_AUDIENCE: variable(V.Text, {
    description: "Audience written into and required of access tokens.",
    expected: "text without leading or trailing spaces",
    defaults: onOneMachine("beep-api")
  }),
  AUTH_OIDC_NAME: variable(V.Name, {
    description: "Name of the other issuer on the sign-in page.",
    expected: "1 to 64 letters, digits, spaces, dots or hyphens"
  }),
  AUTH_OIDC_ISSUER: variable(V.HttpUrl, {
    description: "OpenID Connect issuer people may sign in with; its accounts are linked by hand.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  AUTH_OIDC_CLIENT_ID: variable(V.Text, {
    description: "Client id at that issuer; its redirect address is /api/auth/oidc/callback of the app.",
    expected: "text without leading or trailing spaces"
  }),
  AUTH_OIDC_CLIENT_SECRET: variable(V.Secret, {
    description: "Client secret at that issuer.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  VAULT_KEK_FILE: variable(V.Path, {
    description: "File holding the keyring, mounted by the secret manager; in place of the two below.",
    expected: "a file path"
  }),
  VAULT_KEK_CURRENT: variable(V.KeyId, {
    description: "Id of the key-encryption key that wraps new data keys.",
    expected: "the id of a key in VAULT_KEKS"
  }),
  VAULT_KEKS: variable(V.Keyring, {
    description: "Key-encryption keys, `id:base64` joined by commas, 32 bytes each.",
    expected: "id:base64 pairs joined by commas, 32 bytes each",
    rules: ["secret"]
  }),
  AUDIT_LOG_NAME: variable(V.Name, {
    description: "Name of this installation's audit logs, written into every checkpoint and never reused.",
    expected: "1 to 64 letters, digits, spaces, dots or hyphens",
    defaults: onOneMachine("beep.local")
  }),
  AUDIT_SIGNING_SEED: variable(V.Key, {
    description: "Ed25519 seed that signs the audit log's checkpoints.",
    expected: "32 random bytes in base64",
    rules: ["secret"]
  }),
  REALM_LOOKUP_KEY: variable(V.Key, {
    description: "Keys the hash by which one QuickBooks company is connected only once.",
    expected: "32 random bytes in base64",
    rules: ["secret"]
  }),
  OAUTH_INTUIT_CLIENT_ID: variable(V.Text, {
    description: "Client id of the Intuit app.",
    expected: "text without leading or trailing spaces"
  }),
  OAUTH_INTUIT_CLIENT_SECRET: variable(V.Secret, {
    description: "Client secret of the Intuit app.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  OAUTH_INTUIT_WEBHOOK_TOKENS: variable(V.WebhookTokens, {
    description: "Verifier token of Intuit's webhooks; during a rotation the new and the old one, separated by a comma.",
    expected: "one or two tokens of 16 characters or more, separated by a comma",
    rules: ["secret"]
  }),
  OAUTH_INTUIT_DISCOVERY_URL: variable(V.HttpUrl, {
    description: "Discovery document of Intuit's authorization server.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OAUTH_INTUIT_API_URL: variable(V.HttpUrl, {
    description: "Base address of the QuickBooks Online API.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OAUTH_INTUIT_REDIRECT_URI: variable(V.HttpUrl, {
    description: "Callback address registered with Intuit.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OAUTH_INTUIT_APP_URL: variable(V.HttpUrl, {
    description: "Base address of the QuickBooks Online web app, for links to a record.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OAUTH_GOOGLE_CLIENT_ID: variable(V.Text, {
    description: "Client id of the Google app. Without this group no mailbox can be linked, and screens say so.",
    expected: "text without leading or trailing spaces"
  }),
  OAUTH_GOOGLE_CLIENT_SECRET: variable(V.Secret, {
    description: "Client secret of the Google app.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  OAUTH_GOOGLE_DISCOVERY_URL: variable(V.HttpUrl, {
    description: "Discovery document of Google's authorization server.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OAUTH_GOOGLE_GMAIL_URL: variable(V.HttpUrl, {
    description: "Base address of the Gmail API.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OAUTH_GOOGLE_REDIRECT_URI: variable(V.HttpUrl, {
    description: "Callback address registered with Google.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OTLP_TRACE_EXPORTER_URL: variable(V.HttpUrl, {
    description: "Where spans are posted.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OTLP_LOG_EXPORTER_URL: variable(V.HttpUrl, {
    description: "Where log records are posted.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  OTLP_METRIC_EXPORTER_URL: variable(V.HttpUrl, {
    description: "Where metrics are posted.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  KV_REDIS_URL: variable(V.RedisUrl, {
    description: "Redis for shared rate limits and cache; PostgreSQL does both without it.",
    expected: "a redis URL without credentials"
  }),
  KV_REDIS_PORT: variable(V.Port, { description: "Port of Redis.", expected: "a port from 1 to 65535" }),
  KV_REDIS_PASSWORD: variable(V.Secret, {
    description: "Password of Redis; never empty.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  MAIL_SMTP_HOST: variable(V.Text, {
    description: "Mail server that takes our mail. Without this group nothing is mailed, and screens say so.",
    expected: "a host name or address"
  }),
  MAIL_SMTP_PORT: variable(V.Port, { description: "Port of the mail server.", expected: "a port from 1 to 65535" }),
  MAIL_SMTP_SECURITY: variable(Schema.Literals(["tls", "starttls", "none"]), {
    description: "Encryption from the first byte, after STARTTLS and never without it, or none.",
    expected: "tls or starttls; none in local and test only"
  }),
  MAIL_SMTP_USER: variable(V.Text, {
    description: "Login at the mail server.",
    expected: "text without leading or trailing spaces"
  }),
  MAIL_SMTP_PASSWORD: variable(V.Secret, {
    description: "Password at the mail server.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  MAIL_FROM: variable(V.MailAddress, {
    description: "Address our mail is sent from; its domain names our messages.",
    expected: "a mail address"
  }),
  AI_OPENAI_URL: variable(V.HttpUrl, {
    description:
      "Base address of a provider that speaks OpenAI's wire, such as https://api.openai.com/v1. It is sent redacted words only. Without this group search has no vectors.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  AI_OPENAI_API_KEY: variable(V.Secret, {
    description: "Key for that provider.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  AI_EMBEDDING_MODEL: variable(V.ModelName, {
    description: "Model of the vectors; another one makes all of them anew.",
    expected: "1 to 100 letters, digits, dots, hyphens, colons, slashes or underscores"
  }),
  AI_EMBEDDING_DIMENSIONS: variable(V.Dimensions, {
    description:
      "Numbers of one vector, asked for and expected of the provider. A search reads all vectors of one client: 256 are enough.",
    expected: "a whole number from 1 to 4096"
  }),
  AI_EMBEDDING_MIN_SIMILARITY: variable(V.Share, {
    description: "Cosine from which on two texts count as about the same; it differs from model to model.",
    expected: "a number from 0 to 1"
  }),
  AI_LANGUAGE_URL: variable(V.HttpUrl, {
    description:
      "Base address of a provider of a language model that speaks OpenAI's wire, the same or another. It is shown messages without their numbers and addresses, of organizations that switched `evidence.language_model` on. Without this group rules read alone.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  AI_LANGUAGE_API_KEY: variable(V.Secret, {
    description: "Key for that provider.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  AI_LANGUAGE_MODEL: variable(V.ModelName, {
    description: "The language model; another one reads every message again.",
    expected: "1 to 100 letters, digits, dots, hyphens, colons, slashes or underscores"
  }),
  SANDBOX_OPENAI_API_KEY: variable(V.Secret, {
    description: "Key the stand-in for a provider of models accepts; without it, it refuses everybody.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  SANDBOX_MAIL_PORT: variable(V.Port, {
    description: "Port of the mail provider's stand-in.",
    expected: "a port from 1 to 65535"
  }),
  SANDBOX_MAIL_USER: variable(V.Text, {
    description: "Login the mail provider's stand-in accepts.",
    expected: "text without leading or trailing spaces"
  }),
  SANDBOX_MAIL_PASSWORD: variable(V.Secret, {
    description: "Password the mail provider's stand-in accepts.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  SANDBOX_INTUIT_PORT: variable(V.Port, {
    description: "Port of the Intuit stand-in.",
    expected: "a port from 1 to 65535",
    defaults: { local: "8091" }
  }),
  SANDBOX_INTUIT_CLIENT_ID: variable(V.Text, {
    description: "Client id the stand-in accepts.",
    expected: "text without leading or trailing spaces"
  }),
  SANDBOX_INTUIT_CLIENT_SECRET: variable(V.Secret, {
    description: "Client secret the stand-in accepts.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  SANDBOX_SEED: variable(V.Seed, {
    description: "Seed of the generated companies; the same seed gives the same books.",
    expected: "a whole number of up to six digits",
    defaults: onOneMachine("1")
  }),
  SANDBOX_COMPANIES: variable(Schema.Literals(["demo", "fifty"]), {
    description: "Which generated companies the Intuit stand-in serves: the ten of the demo, or fifty in five trades.",
    expected: "demo or fifty",
    defaults: onOneMachine("demo")
  }),
  SANDBOX_GRANTS_FILE: variable(V.Path, {
    description: "Where the Intuit stand-in keeps what it granted; in memory when absent.",
    expected: "a file path"
  }),
  SANDBOX_MAILBOXES: variable(V.Path, {
    description: "Folder of the messages (.eml, at any depth) that the Google stand-in delivers to its accounts.",
    expected: "a folder path"
  }),
  SANDBOX_MAILBOX_ACCOUNTS: variable(V.Text, {
    description:
      "Addresses of the accounts the Google stand-in knows, separated by commas; a message lies in the mailbox of every account among its participants.",
    expected: "mail addresses, separated by commas"
  }),
  SANDBOX_WEBHOOK_URL: variable(V.HttpUrl, {
    description: "Where the Intuit stand-in delivers webhooks; nowhere when absent.",
    expected: "an http(s) URL, https in staging and production",
    rules: ["https"]
  }),
  SANDBOX_WEBHOOK_VERIFIER_TOKEN: variable(V.Secret, {
    description: "Verifier token the Intuit stand-in signs webhooks with.",
    expected: "a secret of 16 characters or more",
    rules: ["secret"]
  }),
  SANDBOX_AS_OF: variable(LocalDate, {
    description: "Date the generated books end on; the clock decides when absent.",
    expected: "a calendar date, YYYY-MM-DD"
  })
} as const

export type VariableName = keyof typeof variables
