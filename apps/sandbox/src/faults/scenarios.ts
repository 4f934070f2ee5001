import type { Scenario, ScenarioGroup } from "./Scenario.ts"

/** Until somebody takes it back. */
const lasting = 1000

const grouped = (group: ScenarioGroup, scenarios: ReadonlyArray<Omit<Scenario, "group">>): ReadonlyArray<Scenario> =>
  scenarios.map((scenario) => ({ ...scenario, group }))

const consent = grouped("Consent and tokens", [
  {
    id: "token_rotation",
    about: "The access token has expired; the refresh brings a new refresh value in place of the old one.",
    faults: [{ fault: "token_expired", times: 1 }]
  },
  {
    id: "token_refused_again",
    about: "The new access token is refused too, right after the refresh.",
    faults: [{ fault: "token_expired", times: 2 }]
  },
  {
    id: "refresh_answer_lost",
    about: "The refresh value rotates, and the answer that carries the new one never arrives.",
    faults: [
      { fault: "token_expired", times: 1 },
      { fault: "answer_lost", path: "token", times: 1 }
    ]
  },
  {
    id: "refresh_refused",
    about: "The access token has expired, and Intuit no longer takes the refresh value: invalid_grant.",
    faults: [
      { fault: "token_expired", times: 1 },
      { fault: "invalid_grant", times: lasting }
    ]
  },
  {
    id: "token_endpoint_down",
    about: "The access token has expired, and the token endpoint answers with a gateway's page three times.",
    faults: [
      { fault: "token_expired", times: 1 },
      { fault: "bad_gateway", path: "token", times: 3 }
    ]
  },
  { id: "disconnected_at_intuit", about: "A person disconnects the app in QuickBooks.", disconnects: true },
  {
    id: "revoke_fails",
    about: "Intuit does not answer while the app disconnects the company.",
    faults: [{ fault: "unavailable", path: "revoke", times: 1 }]
  },
  {
    id: "not_authorized",
    about: "The app is not authorized for the company, until taken back: code 3100.",
    faults: [{ fault: "not_authorized", times: lasting }]
  },
  {
    id: "not_administrator",
    about: "Whoever connected the company is not its administrator, until taken back: code 120.",
    faults: [{ fault: "admin_lost", times: lasting }]
  },
  {
    id: "subscription_ended",
    about: "The company's QuickBooks subscription has ended, until taken back: code 6190.",
    faults: [{ fault: "company_unavailable", times: lasting }]
  }
])

const limits = grouped("Limits", [
  {
    id: "throttled_without_headers",
    about: "Two calls are throttled with nothing that says how long to wait.",
    faults: [{ fault: "throttled", times: 2 }]
  },
  {
    id: "throttled_with_retry_after",
    about: "A call is throttled and the answer says to wait five seconds.",
    faults: [{ fault: "throttled_retry_after", seconds: 5, times: 1 }]
  },
  {
    id: "throttled_in_xml",
    about: "A call is throttled and the answer is XML although JSON was asked for.",
    faults: [{ fault: "throttled_xml", times: 1 }]
  },
  {
    id: "quota_used_up",
    about: "The workspace has used its reads of the month: every call is throttled, until taken back.",
    faults: [{ fault: "throttled", times: lasting }]
  }
])

const reading = grouped("Reading", [
  {
    id: "cdc_cut",
    about: "The next change data capture answer is full at 1,000 objects and no safe point.",
    faults: [{ fault: "cdc_saturated", times: 1 }]
  },
  {
    id: "wrong_sync_token_in_lists",
    about: "The next twenty lists carry other SyncTokens than the objects have.",
    faults: [{ fault: "wrong_sync_token", times: 20 }]
  },
  {
    id: "object_inactive",
    about: "An object that is read has been made inactive: code 610.",
    faults: [{ fault: "object_gone", path: "read", times: 1 }]
  },
  {
    id: "reports_down",
    about: "Reports fail four times while queries go on.",
    faults: [{ fault: "unavailable", path: "report", times: 4 }]
  },
  {
    id: "operation_unsupported",
    about: "A query is refused as unsupported: code 500.",
    faults: [{ fault: "unsupported", path: "query", times: 1 }]
  }
])

const writing = grouped("Writing", [
  {
    id: "replayed_requestid",
    about: "A write is done and its answer is lost; asked again with the same requestid it must not be done twice.",
    faults: [{ fault: "answer_lost", path: "write", times: 1 }]
  },
  {
    id: "stale_object",
    about: "Somebody else changed the object first: code 5010.",
    faults: [{ fault: "stale_object", path: "write", times: 1 }]
  },
  {
    id: "period_closed",
    about: "The books are closed for the date: code 6210.",
    faults: [{ fault: "period_closed", path: "write", times: 1 }]
  },
  {
    id: "business_rule",
    about: "QuickBooks refuses the document for a rule of its own: code 6000.",
    faults: [{ fault: "business_rule", path: "write", times: 1 }]
  },
  {
    id: "duplicate_number",
    about: "The document number is taken: code 6140.",
    faults: [{ fault: "duplicate_number", path: "write", times: 1 }]
  },
  {
    id: "duplicate_name",
    about: "The name is taken: code 6240.",
    faults: [{ fault: "duplicate_name", path: "write", times: 1 }]
  },
  {
    id: "already_deposited",
    about: "The payment is in a deposit already: code 6540.",
    faults: [{ fault: "already_deposited", path: "write", times: 1 }]
  },
  {
    id: "missing_parameter",
    about: "A required member is missing: code 2020.",
    faults: [{ fault: "missing_parameter", path: "write", times: 1 }]
  },
  {
    id: "bad_value",
    about: "A word is none of those allowed: code 2170.",
    faults: [{ fault: "bad_value", path: "write", times: 1 }]
  },
  {
    id: "bad_reference",
    about: "A reference points to nothing: code 2500.",
    faults: [{ fault: "bad_reference", path: "write", times: 1 }]
  }
])

const wire = grouped("The wire", [
  {
    id: "bad_gateway",
    about: "A proxy answers two calls with its own HTML page.",
    faults: [{ fault: "bad_gateway", times: 2 }]
  },
  { id: "unavailable", about: "Two calls find no server: 503.", faults: [{ fault: "unavailable", times: 2 }] },
  {
    id: "outage",
    about: "Intuit is down for the company, tokens too, until taken back.",
    faults: [
      { fault: "unavailable", times: lasting },
      { fault: "unavailable", path: "token", times: lasting }
    ]
  },
  { id: "connection_reset", about: "A connection ends without an answer.", faults: [{ fault: "reset", times: 1 }] },
  {
    id: "long_call",
    about: "A call takes longer than the 120 seconds after which Intuit cuts it off.",
    faults: [{ fault: "hang", seconds: 130, times: 1 }]
  },
  { id: "truncated_answer", about: "An answer ends in the middle of its JSON.", faults: [{ fault: "truncated", times: 1 }] }
])

const events = grouped("Events", [
  {
    id: "event_wrong_signature",
    about: "The next delivery comes first with a wrong signature and ten seconds later with the right one.",
    events: [{ fault: "wrong_signature", times: 1 }]
  },
  { id: "event_duplicated", about: "The next delivery comes twice.", events: [{ fault: "duplicated", times: 1 }] },
  { id: "event_late", about: "The next delivery is two minutes late.", events: [{ fault: "late", seconds: 120, times: 1 }] },
  {
    id: "events_out_of_order",
    about: "The next delivery comes after the one that follows it.",
    events: [{ fault: "out_of_order", times: 1 }]
  },
  { id: "event_lost", about: "The next delivery is never sent.", events: [{ fault: "lost", times: 1 }] },
  {
    id: "event_unknown_company",
    about: "The next delivery also tells of a company nobody connected.",
    events: [{ fault: "unknown_realm", times: 1 }]
  },
  {
    id: "event_unknown_entity",
    about: "The next delivery also tells of an entity nobody reads.",
    events: [{ fault: "unknown_entity", times: 1 }]
  },
  {
    id: "event_legacy_shape",
    about: "The next delivery is in the shape of before CloudEvents.",
    events: [{ fault: "legacy_shape", times: 1 }]
  },
  {
    id: "events_of_many_companies",
    about: "One delivery tells of every company at once.",
    tells: { of: "every_company", change: { entity: "Preferences", id: "1", operation: "Update" } }
  },
  {
    id: "event_without_change",
    about: "A delivery tells of an update that changed nothing.",
    tells: { of: "company", change: { entity: "Preferences", id: "1", operation: "Update" } }
  }
])

/** Every public failure of QuickBooks this stand-in can show, by name (beyond.md 21; runway.md 6.1 to 6.8). */
export const scenarios: ReadonlyArray<Scenario> = [...consent, ...limits, ...reading, ...writing, ...wire, ...events]
