import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { fixtureBytes, fixtureText, read } from "./corpus.ts"

const Mailbox = Schema.Struct({
  name: Schema.optionalKey(Schema.NullOr(Schema.String)),
  address: Schema.optionalKey(Schema.NullOr(Schema.String))
})
const Part = Schema.Struct({
  headers: Schema.Array(Schema.Struct({ name: Schema.Unknown, value: Schema.Unknown })),
  body: Schema.Union([Schema.Struct({ Text: Schema.String }), Schema.Unknown])
})
const Expected = Schema.fromJsonString(
  Schema.Struct({
    text_body: Schema.Array(Schema.Int),
    attachments: Schema.Array(Schema.Int),
    parts: Schema.Array(Part)
  })
)
const AddressValue = Schema.Struct({ Address: Schema.Struct({ List: Schema.Array(Mailbox) }) })
const TextValue = Schema.Struct({ Text: Schema.String })
const TextBody = Schema.Struct({ Text: Schema.String })

describe("the expectations beside stalwart's messages", () => {
  it.effect.each(["000", "003", "006", "009"].map((name) => ({ name })))("agrees on rfc/$name", ({ name }) =>
    Effect.gen(function* () {
      const expected = yield* Schema.decodeEffect(Expected)(fixtureText(`mime_stalwart/rfc/${name}.json`))
      const mail = yield* read(fixtureBytes(`mime_stalwart/rfc/${name}.eml`))
      const headers = expected.parts[0]?.headers ?? []
      const valueOf = (field: string) => headers.find((header) => header.name === field)?.value
      const mailboxes = (field: string) =>
        Schema.decodeUnknownSync(AddressValue)(valueOf(field)).Address.List.map((mailbox) => ({
          name: mailbox.name ?? "",
          address: mailbox.address ?? ""
        }))
      assert.strictEqual(mail.subject, Schema.decodeUnknownSync(TextValue)(valueOf("subject")).Text)
      assert.deepStrictEqual(mail.from, mailboxes("from")[0])
      assert.deepStrictEqual(mail.to, mailboxes("to"))
      const bodies = expected.text_body.map((index) => Schema.decodeUnknownSync(TextBody)(expected.parts[index]?.body).Text)
      for (const body of bodies) assert.include(mail.text, body)
      const enclosed = expected.attachments.filter((index) =>
        Schema.is(Schema.Struct({ Message: Schema.Unknown }))(expected.parts[index]?.body)
      )
      assert.strictEqual(mail.attachments.length + enclosed.length, expected.attachments.length)
      assert.strictEqual(mail.text.split("---------- Forwarded message ----------").length - 1, enclosed.length)
    })
  )
})
