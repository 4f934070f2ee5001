import { LocalPath } from "@beep/tenancy/contract/Oidc"
import { Button } from "@beep/ui/Button"
import { useMutation } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { callApi } from "../../api/callApi.ts"
import { linked as words } from "../../messages/linked.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"

const decode = Schema.decodeUnknownOption(LocalPath)

/** Leaves for the issuer, and comes back to the page that was wanted. */
export const OtherSignIn = ({ issuer, next }: { readonly issuer: string; readonly next: string | undefined }) => {
  const leave = useMutation({
    mutationFn: () => {
      const wanted = Option.getOrUndefined(decode(next))
      return callApi((client) => client.auth.oidcStart({ payload: wanted === undefined ? {} : { next: wanted } }))
    },
    onSuccess: ({ address }) => location.assign(address)
  })
  const busy = leave.isPending || leave.isSuccess
  return (
    <div className="grid gap-4 border-t border-line pt-4">
      {leave.isError ? <FailureNotice error={leave.error} /> : null}
      <Button className="h-9" unavailable={busy} onClick={() => (busy ? undefined : leave.mutate())}>
        {busy ? words.leaving : words.signInWith(issuer)}
      </Button>
    </div>
  )
}
