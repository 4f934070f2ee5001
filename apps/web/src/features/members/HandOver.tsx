import { CopyButton } from "@beep/ui/CopyButton"
import { Notice } from "@beep/ui/Notice"
import { Link2 } from "lucide-react"
import { invitations as words } from "../../messages/members.ts"
import { secondFactor } from "../../messages/secondFactor.ts"

/** Where no mail is sent: the link, once, for the owner to hand over. */
export const HandOver = ({ token }: { readonly token: string }) => {
  const link = `${location.origin}/invitation#${token}`
  return (
    <Notice role="status" icon={<Link2 strokeWidth={1.5} />}>
      <p>{words.byHand}</p>
      <p className="my-2 font-mono text-12 break-all select-all">{link}</p>
      <CopyButton
        text={link}
        label={words.copyLink}
        copiedLabel={secondFactor.setUp.copied}
        failedLabel={secondFactor.setUp.copyFailed}
      />
    </Notice>
  )
}
