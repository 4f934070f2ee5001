import type { ClientId } from "@beep/kernel/ids"
import { Card } from "@beep/ui/Card"
import { Notice } from "@beep/ui/Notice"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { TriangleAlert } from "lucide-react"
import { dataIssues as words } from "../../messages/dataIssues.ts"
import { shortDay } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { issueRow } from "./issueRow.ts"
import { dataIssuesQuery } from "./queries.ts"

/** What of the books was not understood or kept, what that changes, and what to do; nothing where all was. */
export const DataIssuesCard = ({ clientId, timezone }: { readonly clientId: ClientId; readonly timezone: string }) => {
  const query = useQuery(dataIssuesQuery(clientId))
  const now = useNow()
  if (query.data === undefined)
    return query.isError ? (
      <div className="md:col-span-2">
        <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
          {words.failed}
        </Notice>
      </div>
    ) : null
  const { issues, total } = query.data
  if (total === 0) return null
  return (
    <Card
      className="md:col-span-2"
      title={words.title}
      figure={<span className="tabular-nums">{words.count(total)}</span>}
      foot={total > issues.length ? `${words.whatToDo} ${words.more(issues.length, total)}` : words.whatToDo}
    >
      <p className="pb-3 text-13 text-muted">{words.intro}</p>
      <ul className="text-13">
        {issues.map((issue) => {
          const { entityType, field, firstSeenAt, kind, qboId, title } = issue
          const row = issueRow(issue)
          const name = words.name(entityType, title, qboId)
          return (
            <li
              key={`${entityType}/${qboId}/${kind}/${field}`}
              className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-t border-line py-1.5"
            >
              <span className="min-w-40 font-medium">
                {row === undefined ? (
                  name
                ) : (
                  <Link
                    to="."
                    search={row}
                    resetScroll={false}
                    className="rounded-chip text-brand-text hover:underline hover:underline-offset-3"
                  >
                    {name}
                  </Link>
                )}
              </span>
              <span className="min-w-0 flex-1 basis-60">
                {words.what(kind, field)} <span className="text-muted">{words.effect(kind, entityType, field)}</span>
              </span>
              <span className="whitespace-nowrap text-muted">{words.since(shortDay(firstSeenAt, now, timezone))}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
