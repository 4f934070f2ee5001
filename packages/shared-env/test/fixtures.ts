/** Whole environments, one per process, valid in staging. The secrets are random and open nothing. */
export const server = {
  APP_ENV: "staging",
  APP_RELEASE: "r1",
  APP_API_HOST: "0.0.0.0",
  APP_API_PORT: "8080",
  APP_CLIENT_URL: "https://desk.firm.test",
  APP_ROLE: "all",
  WORKFLOW_TOPOLOGY: "single",
  WEB_ROOT: "/srv/web",
  SECURITY_TRUSTED_ORIGINS: "https://desk.firm.test,https://other.firm.test",
  DB_PG_URL: "postgres://beep_app:Vq7mZ2kLr9Xw4TnB@db.internal:5432/beep",
  DB_PG_AUTH_URL: "postgres://beep_auth:Hc3yPd8sQf6Jg1Ru@db.internal:5432/beep",
  AUTH_JWT_ISSUER: "desk",
  AUTH_JWT_AUDIENCE: "desk-api",
  AUDIT_LOG_NAME: "audit.firm.test",
  AUDIT_SIGNING_SEED: "mRk3v1Zt8yQn5Xc7Lw2Jp9Hs4Gd6Fa0Bu1Ei3Ko5TzY=",
  REALM_LOOKUP_KEY: "Jx7Wq2Nn9Ld4Vt6Rb1Ys8Ck3Pf5Mh0Zg2Ae4Ui6Od8I=",
  VAULT_KEK_CURRENT: "k2",
  VAULT_KEKS: "k1:O9JcMMSl1DYc8ZyhyvRkQdQGA2tFStFhW8sGpVQ1n0g=,k2:Zb0m6ZVjG1rNnC2kqP0j8o4Xy1L5aTtJmWc7uEwRz9E="
} as const

export const intuit = {
  OAUTH_INTUIT_CLIENT_ID: "ABq1",
  OAUTH_INTUIT_CLIENT_SECRET: "n8Kd2Lm5Qw9Zx3Vb7Tr1",
  OAUTH_INTUIT_DISCOVERY_URL: "https://intuit.test/.well-known/openid",
  OAUTH_INTUIT_API_URL: "https://api.intuit.test",
  OAUTH_INTUIT_REDIRECT_URI: "https://desk.firm.test/oauth/qbo/callback",
  OAUTH_INTUIT_APP_URL: "https://qbo.intuit.test/app/"
} as const

export const redis = {
  KV_REDIS_URL: "redis://cache.internal",
  KV_REDIS_PORT: "6379",
  KV_REDIS_PASSWORD: "Ym4Rt8Wq2Ls6Np0K"
} as const
