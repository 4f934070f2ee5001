import { escaped } from "../render/escaped.ts"
import { hidden, htmlPage } from "../render/htmlPage.ts"
import type { ArrivedMail } from "./Mailbox.ts"
import type { MailFault } from "./MailFault.ts"

const words: Readonly<Record<MailFault["fault"], string>> = {
  refuse: "Refuse the next recipient for good",
  defer: "Put the next recipient off",
  slow: "Answer the next message after five seconds",
  drop: "End the connection before the next message is taken",
  lose_answer: "Take the next message and end the connection before the answer"
}

/** Addresses in a text become links, so that a person can follow them. */
const linked = (text: string): string =>
  escaped(text).replace(/https?:\/\/[^\s<]+/g, (address) => `<a href="${address}" rel="noreferrer">${address}</a>`)

const mailItem = ({ subject, text, to }: ArrivedMail): string =>
  `<li><p><strong>${escaped(subject)}</strong><br><span class="quiet">to ${escaped(to.join(", "))}</span></p>
<p>${linked(text).replaceAll("\n", "<br>")}</p></li>`

const button = (fault: MailFault["fault"]): string =>
  `<li><form method="post" class="row"><span>${words[fault]}.</span>${hidden("fault", fault)}<button>Order</button></form></li>`

/** What arrived, newest first, and the failures to turn on. */
export const mailPage = (mails: ReadonlyArray<ArrivedMail>, waiting: ReadonlyArray<MailFault>) =>
  htmlPage(
    "Mail that arrived",
    `<h1>Mail that arrived</h1>
<p class="quiet">The mail provider's stand-in keeps every message until it ends. Nothing leaves this machine.</p>
<ul>${mails.length === 0 ? "<li>Nothing yet.</li>" : mails.toReversed().map(mailItem).join("")}</ul>
<h2>Failures</h2>
${waiting.length === 0 ? "" : `<p class="notice" role="status">Ordered: ${waiting.map(({ fault, times }) => `${fault} &times; ${times}`).join(", ")}</p>`}
<ul>${button("refuse")}${button("defer")}${button("slow")}${button("drop")}${button("lose_answer")}</ul>`
  )
