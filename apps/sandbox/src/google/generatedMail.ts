/** Made-up people whose mail a generated mailbox holds. */
const families = ["Alvarez", "Bennett", "Castellano", "Dubois", "Eriksen", "Fontaine", "Grier", "Holloway", "Ishikawa", "Jensen"]
const subjects = [
  "Quarterly review",
  "Address change",
  "Beneficiary form",
  "Question about the trust",
  "Wire instructions",
  "Thank you"
]
const bodies = [
  "I will send the signed form by Friday.",
  "Could we move our call to the week after next?",
  "Please transfer $12,500 from the brokerage account ending in 7731.",
  "We are expecting our second child in May and want to talk about a 529 plan.",
  "The wire of $4,200.00 arrived, thank you."
]

const utf8 = new TextEncoder()
const day = 86_400_000
const first = Date.UTC(2025, 0, 6, 14)

/** Threads of up to three messages between an account and made-up families; the same seed writes the same mail. */
export const generatedMail = (
  account: string,
  { count, seed }: { readonly count: number; readonly seed: number }
): ReadonlyArray<Uint8Array> =>
  Array.from({ length: count }, (_, at) => {
    const thread = Math.floor(at / 3)
    const draw = (thread * 31 + seed * 17) % 997
    const family = families[draw % families.length] ?? "Alvarez"
    const person = `pat.${family.toLowerCase()}${draw % 12}@${family.toLowerCase()}-family.example`
    const isReply = at % 3 > 0
    const isOurs = at % 3 === 1
    const id = (n: number) => `<generated-${seed}-${n}@mail.example>`
    const subject = subjects[draw % subjects.length] ?? "Thank you"
    return utf8.encode(
      [
        `From: ${isOurs ? account : `Pat ${family} <${person}>`}`,
        `To: ${isOurs ? `Pat ${family} <${person}>` : account}`,
        `Subject: ${isReply ? "Re: " : ""}${subject} ${thread}`,
        `Date: ${new Date(first + at * (day / 8)).toUTCString()}`,
        `Message-ID: ${id(at)}`,
        ...(isReply ? [`In-Reply-To: ${id(at - 1)}`, `References: ${id(thread * 3)} ${id(at - 1)}`] : []),
        "Content-Type: text/plain; charset=utf-8",
        "",
        bodies[(draw + at) % bodies.length] ?? "",
        ""
      ].join("\r\n")
    )
  })
