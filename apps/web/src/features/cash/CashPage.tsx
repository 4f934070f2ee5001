import type { ClientId } from "@beep/kernel/ids"
import type { CashConfirmation } from "@beep/runway/contract/OnboardingApi"
import { Skeleton } from "@beep/ui/Skeleton"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { callApi } from "../../api/callApi.ts"
import { cash as words } from "../../messages/cash.ts"
import { SubPage } from "../client/SubPage.tsx"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { textLink } from "../../shell/textLink.ts"
import { CashForm } from "./CashForm.tsx"
import { cashQuery } from "./queries.ts"

/** The wizard's question about cash, asked again whenever a member wants to decide anew. */
export const CashPage = ({ clientId }: { readonly clientId: ClientId }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const query = useQuery(cashQuery(clientId))
  const decide = useMutation({
    mutationFn: (payload: CashConfirmation) => callApi((client) => client.books.decideCash({ params: { clientId }, payload })),
    onSuccess: async (answer) => {
      queries.setQueryData(cashQuery(clientId).queryKey, answer)
      await queries.invalidateQueries({ queryKey: ["clients"] })
      toast(words.saved)
      await navigate({ to: "/clients/$clientId/digest", params: { clientId } })
    }
  })
  const standing = query.data
  return (
    <SubPage
      id="cash-heading"
      title={words.title}
      sub={words.sub}
      back={
        <Link to="/clients/$clientId/digest" params={{ clientId }} className={textLink}>
          {words.back}
        </Link>
      }
    >
      {standing !== undefined ? (
        <CashForm
          cash={standing.cash}
          payroll={standing.payroll}
          timezone={standing.timezone}
          submitLabel={words.submit}
          isPending={decide.isPending}
          error={decide.error}
          onConfirm={(payload) => decide.mutate(payload)}
        />
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading what={words.loading}>
          <Skeleton className="h-72 w-full" />
        </Loading>
      )}
    </SubPage>
  )
}
