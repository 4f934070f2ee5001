import { assert, describe, it } from "@effect/vitest"
import { redactText } from "../src/redactText.ts"

describe("redactText", () => {
  it.each([
    ["an e-mail address", "mail from jane.doe+tax@example.co.uk arrived", "jane.doe"],
    ["an encoded e-mail address", "GET /search/jane%40example.com", "jane%40"],
    ["a bearer token", "Authorization: Bearer abc.DEF-123", "abc.DEF"],
    ["a JWT", "got eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJhbGci"],
    ["a named secret", 'client_secret="hush-hush", next', "hush-hush"],
    ["a password in JSON", '{"password":"open sesame"}', "sesame"],
    ["credentials in a URL", "postgres://beep_app:s3same@db/beep", "s3same"],
    ["the query of a URL", "GET https://api.test/v3/company?q=jane&code=Q0abc", "jane"],
    ["an opaque token", "cookie value kX9mQ2vT7pL4wR8nB3cZ6yD1fG5hJ0sA", "kX9mQ2"],
    ["an amount in dollars", "owes $12,345.67 today", "12,345"],
    ["a grouped amount", "balance 1,234,567.89", "1,234"],
    ["an amount with currency", "pay 950.00 USD", "950"],
    ["a tax number", "ssn 123-45-6789", "123-45"],
    ["a phone number", "call (415) 555-2671", "555"],
    ["a card number", "card 4111 1111 1111 1111", "4111"],
    ["a value in a constraint's detail", "Detail: Key (name)=(Jane (JJ) Doe) already exists.", "Jane"],
    ["a value a key refers to", 'Key (client)=(Doe Bakery) is not present in table "client".', "Bakery"],
    ["a row in a constraint's detail", "DETAIL: Failing row contains (1, Jane Doe, null).", "Jane"],
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----", "MIGHAgEA"]
  ])("masks %s", (_what, text, secret) => {
    assert.include(text, secret)
    assert.notInclude(redactText(text), secret)
  })

  it.each([
    "sync run 0192f3a1-7b2c-7def-8a9b-0c1d2e3f4a5b took 1532 ms",
    "GET /api/advisor/clients answered 404",
    "3 of 27 rules, 5000 rows, as of 2026-11-20",
    "serialization failure, attempt 2 of 5",
    "at MigrationRunner.up (packages/sql/src/migrations/MigrationRunner.ts:97:32)"
  ])("keeps %s", (text) => assert.strictEqual(redactText(text), text))
})
