import { Switch } from "@beep/ui/Switch"
import { Skeleton } from "@beep/ui/Skeleton"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { notifications as words } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { notificationsQuery } from "./queries.ts"

/** The one mail that can be declined. */
export const DigestMail = () => {
  const queries = useQueryClient()
  const preferences = useQuery(notificationsQuery)
  const change = useMutation({
    mutationFn: (weeklyDigest: boolean) =>
      callApi((client) => client.organization.changeNotifications({ payload: { weeklyDigest } })),
    onSuccess: (saved) => {
      queries.setQueryData(notificationsQuery.queryKey, saved)
      toast(saved.weeklyDigest ? words.weeklyOn : words.weeklyOff)
    }
  })
  if (preferences.isPending) {
    return (
      <Loading what={words.loading}>
        <Skeleton className="h-8 w-56" />
      </Loading>
    )
  }
  if (preferences.data === undefined) return <FailureNotice error={preferences.error} />
  const { weeklyDigest } = preferences.data
  return (
    <>
      {change.isError ? <FailureNotice error={change.error} /> : null}
      <Switch
        label={words.weekly}
        checked={weeklyDigest}
        onChange={(next) => (change.isPending ? undefined : change.mutate(next))}
      />
    </>
  )
}
