import type { ClientId } from "@beep/kernel/ids"
import type { CashConfirmation } from "@beep/runway/contract/OnboardingApi"
import { Skeleton } from "@beep/ui/Skeleton"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { callApi } from "../../api/callApi.ts"
import { cash as words } from "../../messages/cash.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
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
    <section aria-labelledby="cash-heading" className="grid max-w-240 content-start gap-4 px-6 py-5 max-sm:px-4">
      <div>
        <p className="text-13">
          <Link
            to="/clients/$clientId/digest"
            params={{ clientId }}
            className="rounded-chip font-medium text-brand-text hover:underline hover:underline-offset-3"
          >
            {words.back}
          </Link>
        </p>
        <h2 id="cash-heading" className="pt-2 text-16 font-semibold">
          {words.title}
        </h2>
        <p className="text-13 text-muted">{words.sub}</p>
      </div>
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
    </section>
  )
}
