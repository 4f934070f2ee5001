import type { ClientId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { useMutation } from "@tanstack/react-query"
import { TriangleAlert, Unplug } from "lucide-react"
import { failureOf } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { states } from "../../messages/app.ts"
import { connect } from "../../messages/digest.ts"

export interface ConnectProps {
  readonly clientId: ClientId
  /** The link existed before and a person must renew it. */
  readonly again: boolean
  readonly mayConnect: boolean
  /** Figures of an earlier connection are still shown. */
  readonly kept: boolean
}

/** Says what is missing and holds the one action that brings it: Intuit's consent page. */
export const ConnectQuickBooks = ({ clientId, again, mayConnect, kept }: ConnectProps) => {
  const authorize = useMutation({
    mutationFn: () => callApi((client) => client.connections.authorize({ params: { clientId } })),
    onSuccess: ({ url }) => location.assign(url)
  })
  const busy = authorize.isPending || authorize.isSuccess
  return (
    <section className="grid gap-3 rounded-surface border border-line p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Unplug aria-hidden="true" className="size-5 shrink-0 text-muted" strokeWidth={1.5} />
        <div className="min-w-60 flex-1">
          <h2 className="text-14 font-semibold">{again ? connect.reconnectTitle : connect.title}</h2>
          <p className="text-13 text-muted">{again ? connect.reconnectText : kept ? connect.keptText : connect.text}</p>
        </div>
        {mayConnect ? (
          <Button variant="primary" unavailable={busy} onClick={() => authorize.mutate()}>
            {busy ? connect.busy : again ? connect.reconnect : connect.action}
          </Button>
        ) : (
          <p className="text-13 text-muted">{connect.who}</p>
        )}
      </div>
      {authorize.isError ? (
        <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
          {states.failed[failureOf(authorize.error).kind]}
        </Notice>
      ) : null}
    </section>
  )
}
