import type { GoogleFaultOrder } from "./GoogleFaultOrder.ts"

/** One failure known from Gmail's guides and from public reports, and what it takes to see it on a mailbox. */
export interface GoogleScenario {
  readonly id: string
  readonly group: "Consent and tokens" | "Limits" | "Reading" | "The wire"
  /** One sentence: what is seen on the wire. */
  readonly about: string
  readonly faults?: ReadonlyArray<Omit<GoogleFaultOrder, "mailbox">>
  /** As when a person removes the app at the own Google account. */
  readonly revokes?: true
  readonly forgetsHistory?: true
}

/** Until somebody takes it back. */
const lasting = 1000

export const googleScenarios: ReadonlyArray<GoogleScenario> = [
  {
    id: "access_expired",
    group: "Consent and tokens",
    about: "The access token is refused once; a refresh brings a new one.",
    faults: [{ fault: "unauthorized", times: 1 }]
  },
  {
    id: "removed_at_google",
    group: "Consent and tokens",
    about: "A person removes the app at the own Google account: every token is dead.",
    revokes: true
  },
  {
    id: "refresh_refused",
    group: "Consent and tokens",
    about: "The access token is refused and Google no longer takes the refresh token: invalid_grant.",
    faults: [
      { fault: "unauthorized", times: 1 },
      { fault: "invalid_grant", times: lasting }
    ]
  },
  {
    id: "token_endpoint_down",
    group: "Consent and tokens",
    about: "The access token is refused, and the token endpoint answers 503 twice.",
    faults: [
      { fault: "unauthorized", times: 1 },
      { fault: "unavailable", call: "token", times: 2 }
    ]
  },
  {
    id: "scope_taken_away",
    group: "Consent and tokens",
    about: "Gmail says that the grant does not hold the scope, until taken back.",
    faults: [{ fault: "insufficient_scope", times: lasting }]
  },
  {
    id: "domain_policy",
    group: "Consent and tokens",
    about: "The domain's administrators have disabled Gmail apps, until taken back.",
    faults: [{ fault: "domain_policy", times: lasting }]
  },
  {
    id: "revoke_fails",
    group: "Consent and tokens",
    about: "Google does not answer while the app gives the grant back.",
    faults: [{ fault: "unavailable", call: "revoke", times: 1 }]
  },
  {
    id: "user_rate",
    group: "Limits",
    about: "Two calls are refused with 403 userRateLimitExceeded.",
    faults: [{ fault: "user_rate_limited", times: 2 }]
  },
  {
    id: "too_many_at_once",
    group: "Limits",
    about: "Two calls are refused with 429; the answer says to wait two seconds.",
    faults: [{ fault: "rate_limited", seconds: 2, times: 2 }]
  },
  {
    id: "daily_limit",
    group: "Limits",
    about: "The day's quota of the project is used up, until taken back.",
    faults: [{ fault: "daily_limit", times: lasting }]
  },
  {
    id: "history_too_old",
    group: "Reading",
    about: "The history id is too old: 404, everything has to be listed again.",
    forgetsHistory: true
  },
  {
    id: "deleted_between_pages",
    group: "Reading",
    about: "The last message of a page is deleted before it is fetched.",
    faults: [{ fault: "deleted_between_pages", times: 1 }]
  },
  {
    id: "changed_between_pages",
    group: "Reading",
    about: "The last message of a page is another one when it is fetched.",
    faults: [{ fault: "changed_between_pages", times: 1 }]
  },
  {
    id: "arrived_between_pages",
    group: "Reading",
    about: "A message arrives after a page was read.",
    faults: [{ fault: "arrived_between_pages", times: 1 }]
  },
  {
    id: "backend_errors",
    group: "The wire",
    about: "Three calls fail with 500 backendError.",
    faults: [{ fault: "backend_error", times: 3 }]
  },
  {
    id: "gateway_page",
    group: "The wire",
    about: "A call is answered with a gateway's page instead of JSON.",
    faults: [{ fault: "bad_gateway", times: 1 }]
  },
  { id: "reset", group: "The wire", about: "The connection ends without an answer.", faults: [{ fault: "reset", times: 1 }] },
  {
    id: "slow",
    group: "The wire",
    about: "Ten calls take three seconds each.",
    faults: [{ fault: "hang", seconds: 3, times: 10 }]
  },
  { id: "cut", group: "The wire", about: "The second half of an answer is missing.", faults: [{ fault: "truncated", times: 1 }] }
]
