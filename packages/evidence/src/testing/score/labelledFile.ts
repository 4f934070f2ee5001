import type { CanonicalMail } from "@beep/gmail/mime/CanonicalMail"
import { dateIn, TimeZoneName } from "@beep/kernel/LocalDate"
import { type LabelledMail, labelled } from "../labelled/LabelledMail.ts"
import { thompsonSaid } from "../labelled/thompson.ts"

const newYork = TimeZoneName.make("America/New_York")

/** A mail of the Thompson set with its labels; `name` is that of its file without `.eml`. */
export const labelledThompson = (name: string, mail: CanonicalMail): LabelledMail =>
  labelled({
    id: name,
    household: "Thompson household",
    from: mail.from?.name ?? "",
    to: [...mail.to, ...mail.cc].map((one) => one.name),
    date: dateIn(newYork, mail.date ?? 0),
    body: mail.text,
    ...thompsonSaid[name]
  })

export const thompsonNames: ReadonlyArray<string> = Object.keys(thompsonSaid)
