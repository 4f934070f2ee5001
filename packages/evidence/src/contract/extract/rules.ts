/**
 * Every rule and an estimate of how often it is right, below what it reached on the
 * labelled mail in `test/fixtures/labelled`: rules and labels have one author there.
 * `extractor` changes whenever any rule does: it names a run of all of them.
 */
export const extractor = "rules.v1"

export const confidenceOf = {
  "email.address": 0.99,
  "phone.formatted": 0.95,
  "money.symbol": 0.97,
  "money.code": 0.95,
  "money.word": 0.9,
  "date.explicit": 0.95,
  "date.relative": 0.85,
  /** A bare weekday outside of a promise may lie before or after the message. */
  "date.weekday": 0.6,
  "person.contact.full": 0.95,
  "person.contact.first": 0.8,
  "promise.pay.will": 0.9,
  "promise.pay.passive": 0.85,
  "promise.pay.receive": 0.75,
  "promise.do.will": 0.8
} as const

export type RuleId = keyof typeof confidenceOf
