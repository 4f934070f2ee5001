import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { fixtureBytes, read, readText } from "./corpus.ts"

const plain = (charset: string, encoding: string, body: string) =>
  readText(
    `From: Ana <ana@example.com>\nSubject: s\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${encoding}\n\n${body}`
  )

const bytesMessage = (header: string, body: ReadonlyArray<number>) =>
  read(Uint8Array.from([...new TextEncoder().encode(`From: a@example.com\r\n${header}\r\n\r\n`), ...body]))

describe("charsets and transfer encodings", () => {
  it.effect.each([
    { charset: "utf-8", encoding: "quoted-printable", body: "caf=C3=A9 =\nau lait", text: "café au lait" },
    { charset: "iso-8859-1", encoding: "quoted-printable", body: "caf=E9", text: "café" },
    { charset: "utf-8", encoding: "base64", body: "8J+OiSBkb25l", text: "🎉 done" },
    { charset: "gb2312", encoding: "base64", body: "xOO6ww==", text: "你好" },
    { charset: "gb18030", encoding: "quoted-printable", body: "=C4=E3=BA=C3", text: "你好" },
    { charset: "euc-kr", encoding: "quoted-printable", body: "=C7=D1", text: "한" },
    { charset: "koi8-r", encoding: "quoted-printable", body: "=C4=C1", text: "да" },
    { charset: "shift_jis", encoding: "quoted-printable", body: "=82=A0", text: "あ" },
    { charset: "iso-2022-jp", encoding: "7bit", body: '\u001b$B$"\u001b(B', text: "あ" },
    { charset: "utf-8", encoding: "quoted-printable", body: "a=0D=0Ab", text: "a\nb" }
  ])("$charset over $encoding", ({ charset, encoding, body, text }) =>
    Effect.gen(function* () {
      const mail = yield* plain(charset, encoding, body)
      assert.strictEqual(mail.text.trimEnd(), text)
      assert.deepStrictEqual(mail.problems, ["date_not_understood"])
    })
  )

  it.effect("reads the Japanese messages of the corpus", () =>
    Effect.gen(function* () {
      const iso = yield* read(fixtureBytes("mime_mikel/multi_charset/japanese.eml"))
      assert.strictEqual(iso.subject, "まみむめも")
      assert.include(iso.text, "かきくえこ")
      assert.include(
        (yield* read(fixtureBytes("mime_mikel/multi_charset/japanese_shift_jis.eml"))).text,
        "このメールはテスト用のメールです。"
      )
    })
  )

  it.effect("marks bytes that are not what they claim", () =>
    Effect.gen(function* () {
      const mail = yield* bytesMessage("Content-Type: text/plain; charset=utf-8", [0x61, 0xff, 0x62])
      assert.strictEqual(mail.text, "a\uFFFDb\n".slice(0, mail.text.length))
      assert.include(mail.problems, "undecodable_characters")
    })
  )

  it.effect("keeps NUL, tabs and runs of spaces, and replaces a lone surrogate", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* plain("utf-8", "quoted-printable", "a=00b\tc   d")).text.trimEnd(), "a\u0000b\tc   d")
      const lone = yield* bytesMessage("Content-Type: text/plain; charset=utf-16le", [0x61, 0, 0x00, 0xd8, 0x62, 0])
      assert.strictEqual(lone.text.slice(0, 3), "a\uFFFDb")
    })
  )
})

describe("structure", () => {
  it.effect("prefers what the sender wrote as plain text, and reads HTML when there is none", () =>
    Effect.gen(function* () {
      const alternative = (text: string) =>
        readText(
          `From: a@example.com\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\n${text}\n--x\nContent-Type: text/html\n\n<p>From <b>markup</b></p>\n--x--\n`
        )
      assert.strictEqual((yield* alternative("From text")).text.trim(), "From text")
      assert.strictEqual((yield* alternative("")).text.trim(), "From markup")
    })
  )

  it.effect("lists attachments with name, size and hash, and does not read them", () =>
    Effect.gen(function* () {
      const mail = yield* readText(
        'From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nbody\n--x\nContent-Type: application/pdf; name="r.pdf"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\naGVsbG8=\n--x--\n'
      )
      assert.deepStrictEqual(mail.attachments, [
        {
          name: "r.pdf",
          mediaType: "application/pdf",
          size: 5,
          sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
        }
      ])
      assert.strictEqual(mail.text.trim(), "body")
    })
  )

  it.effect("opens an enclosed message as a forwarded quote, its date as it was sent", () =>
    Effect.gen(function* () {
      const mail = yield* readText(
        "From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nsee below\n--x\nContent-Type: message/rfc822\n\nFrom: Bo <bo@example.com>\nDate: Mon, 5 Jan 2026 10:00:00 -0800\nSubject: inner\n\nI will pay.\n--x--\n"
      )
      assert.include(mail.text, "From: Bo <bo@example.com>\nDate: Mon, 5 Jan 2026 10:00:00 -0800\nSubject: inner\n\nI will pay.")
      const [range] = mail.quotedRanges
      assert.strictEqual(range?.start, mail.text.indexOf("---------- Forwarded"))
      assert.strictEqual(range?.end, mail.text.length)
    })
  )

  it.effect("keeps the body of a multipart whose boundary never comes", () =>
    Effect.gen(function* () {
      const mail = yield* readText("From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\nstill words\n")
      assert.strictEqual(mail.text, "still words\n")
      assert.include(mail.problems, "parts_not_found")
    })
  )

  it.effect("reads ids and references", () =>
    Effect.gen(function* () {
      const mail = yield* readText(
        "From: a@example.com\nMessage-ID: <1@x>\nIn-Reply-To: <0@x>\nReferences: <a@x>\n <b@x> junk\n\nhi"
      )
      assert.deepStrictEqual([mail.messageId, mail.inReplyTo, mail.references], ["<1@x>", "<0@x>", ["<a@x>", "<b@x>"]])
    })
  )
})
