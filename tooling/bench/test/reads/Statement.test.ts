import { assert, it } from "@effect/vitest"
import { millisOf } from "../../src/reads/pgbench.ts"
import { spelledOut, unitsOf } from "../../src/reads/Statement.ts"

const texts = (units: ReadonlyArray<ReadonlyArray<{ readonly text: string }>>) =>
  units.map((unit) => unit.map(({ text }) => text))
const statements = (...all: ReadonlyArray<string>) => all.map((text) => ({ text }))

it("keeps a transaction together, and what stands alone alone", () => {
  const asked = statements("select 1", "BEGIN", "select 2", "rollback to savepoint a", "COMMIT", "select 3", "begin", "ROLLBACK")
  assert.deepStrictEqual(texts(unitsOf(asked)), [
    ["select 1"],
    ["BEGIN", "select 2", "rollback to savepoint a", "COMMIT"],
    ["select 3"],
    ["begin", "ROLLBACK"]
  ])
})

it("spells parameters out with their types, and leaves comments out", () => {
  assert.strictEqual(
    spelledOut({
      text: "select $2,\n  $1 -- why\n, $10",
      parameters: ["it's", "7", ...Array.from({ length: 7 }, () => null), "x"],
      types: ["text", "integer", ...Array.from({ length: 7 }, () => "text"), "uuid"]
    }),
    "select ('7'::integer), ('it''s'::text) , ('x'::uuid)"
  )
  assert.strictEqual(spelledOut({ text: "select $1", parameters: [null], types: ["date"] }), "select (null::date)")
})

it("leaves no quoted colon, which pgbench takes for a variable of its own, and every cast", () => {
  const spelled = spelledOut({
    text: "select to_char($1::timestamptz, 'HH24:MI') || $2::text::jsonb",
    parameters: ["2026-11-20 22:30:11", '{"key":null,"a\\"b":true,"it\'s":"x:y"}'],
    types: ["timestamp with time zone", "text"]
  })
  assert.strictEqual(
    spelled,
    "select to_char((E'2026-11-20 22\\x3A30\\x3A11'::timestamp with time zone)::timestamptz, E'HH24\\x3AMI') || " +
      `(E'{"key"\\x3Anull,"a\\\\"b"\\x3Atrue,"it''s"\\x3A"x\\x3Ay"}'::text)::text::jsonb`
  )
  assert.notMatch(spelled.replaceAll("::", ""), /:/)
})

it("reads the time of every transaction after the first second from a log of pgbench", () => {
  const log = [
    "0 1 1500 0 1700000000 500000",
    "1 1 250 0 1700000001 499999",
    "0 2 750 0 1700000001 500000",
    "1 2 125 0 1700000002 0",
    ""
  ]
  assert.deepStrictEqual(millisOf(log.join("\n")), [0.75, 0.125])
})
