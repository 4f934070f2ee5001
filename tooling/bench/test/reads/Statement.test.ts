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

it("reads the time of every transaction from a log of pgbench", () => {
  assert.deepStrictEqual(millisOf("0 1 1500 0 1700000000 1\n1 1 250 0 1700000000 2\n"), [1.5, 0.25])
})
