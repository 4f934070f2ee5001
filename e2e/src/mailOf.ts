import { demo } from "./demo.ts"

interface Arrived {
  readonly subject: string
  readonly text: string
}

/** The first mail of this address, whether it is there or still on its way. */
export const mailOf = async (address: string): Promise<Arrived> => {
  const answer = await fetch(`${demo().sandboxUrl}/_sandbox/mails/next?to=${encodeURIComponent(address)}`)
  const mail: Arrived = await answer.json()
  return mail
}

/** The link that stands in a mail. */
export const linkIn = (mail: Arrived): string => {
  const link = /http:\S+#\S+/.exec(mail.text)?.[0]
  if (link === undefined) throw new Error(`no link in "${mail.subject}"`)
  return link
}
