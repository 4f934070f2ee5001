/** Requirements without a test here, and why. */
export const left: Readonly<Record<string, string>> = {
  "2.1.8": "the screen for choosing a password: held by the journeys in a browser",
  "2.1.11": "the screen: fields carry autocomplete and take pasted text; held by the journeys in a browser",
  "2.1.12": "the screen: held by the journeys in a browser",
  "2.3.3": "nothing that a person holds ends by the calendar; invitations can be sent anew",
  "2.4.3": "PBKDF2 is not used",
  "2.4.4": "bcrypt is not used",
  "2.4.5": "not done: no pepper; argon2id at OWASP's setting, and the table can be read by beep_auth alone",
  "2.7.1": "no code goes by SMS or telephone; mail carries links to one's own account and is no second factor",
  "2.7.2": "no out-of-band code; links end after 30 minutes (2.5.6)",
  "2.7.4": "mail goes by TLS in staging and production: the configuration refuses anything else; held by the tests of shared-env",
  "2.8.6": "the secret is removed by its owner (2.5.7) or replaced by enrolling anew; there are no devices to hand out",
  "2.8.7": "no biometrics",
  "2.9.1": "no cryptographic devices yet",
  "2.9.2": "no cryptographic devices yet",
  "2.9.3": "no cryptographic devices yet",
  "2.10.1":
    "database roles, Intuit's secret and keys rotate with two valid at a time; held by the tests of vault, tokens and webhooks",
  "2.10.4": "held by the check `machine traces` and by the secret scan of the pipeline"
}
