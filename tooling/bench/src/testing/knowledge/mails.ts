import { generateMails } from "@beep/evidence/testing/generator/generateMails"
import { houses } from "@beep/evidence/testing/generator/households"
import type { LabelledMail } from "@beep/evidence/testing/labelled/LabelledMail"

/** What a household of the bench is called; the surname is how its mail is recognised. */
export const householdName = (index: number) => `${houses[index % houses.length]?.surname ?? "Hollis"} household`

const addressOf = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@mail.example`
const mailbox = (name: string) => `${name} <${addressOf(name)}>`

const asMessage = ({ body, date, from, id, to }: LabelledMail): Uint8Array =>
  new TextEncoder().encode(
    [
      `From: ${mailbox(from)}`,
      `To: ${to.map(mailbox).join(", ")}`,
      `Date: ${new Date(`${date}T15:00:00Z`).toUTCString().replace("GMT", "+0000")}`,
      `Message-ID: <${id}@mail.example>`,
      `Subject: ${/[^\n.?!]{1,60}/.exec(body.split("\n\n")[1] ?? "")?.[0] ?? "Hello"}`,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      ...body.split("\n")
    ].join("\r\n")
  )

/** Every fourth mail goes on with what the writer forgot, as long mail does. */
const withPostscript = (mails: ReadonlyArray<LabelledMail>): ReadonlyArray<LabelledMail> =>
  mails.flatMap((mail, index) => {
    const next = mails[index + 1]
    if (index % 5 === 4) return []
    return index % 5 === 3 && next !== undefined
      ? [{ ...mail, body: `${mail.body}\n\nOne more thing.\n\n${next.body.split("\n\n").slice(1, -1).join("\n\n")}` }]
      : [mail]
  })

/** Mail of one household, none of it twice; the generator deals its mails to the houses in turn. */
export const mailsOf = (household: number, count: number): ReadonlyArray<Uint8Array> => {
  const house = household % houses.length
  const generated = generateMails(1 + household, Math.ceil((count * 5) / 4) * houses.length)
  return withPostscript(generated.filter((_, index) => index % houses.length === house))
    .slice(0, count)
    .map(asMessage)
}
