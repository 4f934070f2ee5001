import { LinkToken } from "@beep/tenancy/contract/Recovery"
import { Button } from "@beep/ui/Button"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import type { ReactNode } from "react"
import { forget } from "../../api/forget.ts"
import { recovery } from "../../messages/recovery.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { SessionFrame } from "./SessionFrame.tsx"
import { ToSignIn } from "./ToSignIn.tsx"
import { useLinkToken } from "./useLinkToken.ts"

const decodeToken = Schema.decodeUnknownOption(LinkToken)
const closed = { link_closed: recovery.linkClosed } as const

export interface FollowLinkPageProps {
  readonly words: typeof recovery.address | typeof recovery.undo
  readonly follow: (token: typeof LinkToken.Type) => Promise<void>
  /** What to do when it is done. */
  readonly after: ReactNode
}

const Follow = ({ words, follow, after, carried }: FollowLinkPageProps & { readonly carried: string | null }) => {
  const queries = useQueryClient()
  const token = decodeToken(carried)
  const confirm = useMutation({ mutationFn: follow, onSuccess: () => forget(queries) })
  if (Option.isNone(token)) {
    return (
      <SessionFrame title={words.title} heading={words.heading} text={recovery.linkMissing}>
        <div>
          <ToSignIn />
        </div>
      </SessionFrame>
    )
  }
  if (confirm.isSuccess) {
    return (
      <SessionFrame title={words.title} heading={words.doneHeading} text={words.done}>
        <div>{after}</div>
      </SessionFrame>
    )
  }
  return (
    <SessionFrame title={words.title} heading={words.heading} text={words.text}>
      {confirm.isError ? <FailureNotice error={confirm.error} words={closed} /> : null}
      <div>
        <Button
          variant="primary"
          unavailable={confirm.isPending}
          onClick={() => (confirm.isPending ? undefined : confirm.mutate(token.value))}
        >
          {confirm.isPending ? words.busy : words.submit}
        </Button>
      </div>
    </SessionFrame>
  )
}

/** A mailed link that changes one thing, by a button: programs that look into mails open links and press nothing. */
export const FollowLinkPage = (props: FollowLinkPageProps) => {
  const carried = useLinkToken()
  return <Follow key={carried} carried={carried} {...props} />
}
