import { assert, it } from "@effect/vitest"
import { FrontendMessages } from "../../src/reads/frontendMessages.ts"

const int16 = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const message = (type: string, ...parts: ReadonlyArray<Buffer>) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}
const cString = (text: string) => Buffer.from(`${text}\0`)
const startup = Buffer.concat([int32(9), int32(196608), Buffer.from([0])])
const parse = (name: string, text: string, ...types: ReadonlyArray<number>) =>
  message("P", cString(name), cString(text), int16(types.length), ...types.map(int32))
const bindAs = (format: number, name: string, ...values: ReadonlyArray<Buffer | null>) =>
  message(
    "B",
    cString(""),
    cString(name),
    int16(1),
    int16(format),
    int16(values.length),
    ...values.flatMap((value) => (value === null ? [int32(-1)] : [int32(value.length), value])),
    int16(0)
  )
const bind = (name: string, ...values: ReadonlyArray<Buffer | null>) => bindAs(1, name, ...values)

const stream = Buffer.concat([
  startup,
  parse("s1", "select $1, $2", 23, 0),
  bind("s1", Buffer.from("one"), null),
  message("E", cString(""), int32(0)),
  message("S"),
  bind("s1", Buffer.alloc(0), Buffer.from([1, 2])),
  bindAs(0, "s1", Buffer.from("text"), null),
  parse("", "begin"),
  bind("")
])

const expected = [
  { text: "select $1, $2", parameters: [Buffer.from("one"), null], types: [23, 0] },
  { text: "select $1, $2", parameters: [Buffer.alloc(0), Buffer.from([1, 2])], types: [23, 0] },
  { text: "select $1, $2", parameters: ["text", null], types: [23, 0] },
  { text: "begin", parameters: [], types: [] }
]

it("hears what was bound, wherever the bytes are cut", () => {
  assert.deepStrictEqual(new FrontendMessages().push(stream), expected)
  for (let cut = 1; cut < stream.length; cut++) {
    const messages = new FrontendMessages()
    assert.deepStrictEqual([...messages.push(stream.subarray(0, cut)), ...messages.push(stream.subarray(cut))], expected)
  }
})

it("passes over the question for encryption that comes before the greeting", () => {
  const ssl = Buffer.concat([int32(8), int32(80877103)])
  assert.deepStrictEqual(new FrontendMessages().push(Buffer.concat([ssl, stream])), expected)
})
