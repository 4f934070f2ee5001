import type { SenderFlag } from "@beep/evidence/contract/mail/SenderFlag"
import { Mark } from "@beep/ui/Mark"
import { UserRoundX } from "lucide-react"
import { senderFlagList, senderFlagWords } from "../../messages/senderFlags.ts"

/** Why the sender may not be who the header says, each with the words of the header it rests on. */
export const SenderFlags = ({ flags }: { readonly flags: ReadonlyArray<SenderFlag> }) =>
  flags.length === 0 ? null : (
    <ul aria-label={senderFlagList} className="grid gap-0.5 text-12">
      {flags.map(({ endChar, header, kind, startChar, words }) => (
        <li key={kind}>
          <Mark tone="warn" icon={<UserRoundX strokeWidth={1.5} />}>
            {senderFlagWords[kind]}
          </Mark>
          <span className="ml-1 break-all text-muted">
            {header.slice(0, startChar)}
            <mark className="bg-transparent font-semibold text-fg underline decoration-warn">{words}</mark>
            {header.slice(endChar)}
          </span>
        </li>
      ))}
    </ul>
  )
