import type { ClientId } from "@beep/kernel/ids"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { Card } from "@beep/ui/Card"
import { Row, Rows } from "@beep/ui/Rows"
import { SeverityMark } from "@beep/ui/SeverityMark"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { hygiene as words } from "../../messages/hygiene.ts"
import { textLink } from "../../shell/textLink.ts"
import { exactInstant } from "../../shell/times.ts"
import { recordsText } from "../hygiene/issueWords.ts"
import { trayQuery } from "../hygiene/queries.ts"
import { moneyText } from "../runway/amounts.ts"
import { useAt } from "./AtContext.ts"
import { type At, hygieneQuery } from "./queries.ts"

interface HygieneCardProps {
  readonly clientId: ClientId
  readonly timezone: TimeZoneName
}

const Standing = ({
  counts,
  children,
  foot,
  score
}: {
  readonly score: string
  readonly counts: { readonly critical: number; readonly high: number }
  readonly foot: ReactNode
  readonly children?: ReactNode
}) => (
  <Card title={words.tab} figure={score} foot={foot}>
    <p className="pb-1.5 text-13 text-muted">{words.openCounts(counts)}</p>
    {children}
  </Card>
)

/** What stands today: the same answer the tab opens with, so that it is there at once. */
const Today = ({ clientId, timezone }: HygieneCardProps) => {
  const [tray] = useInfiniteQuery(trayQuery(clientId, { view: "standing", severity: undefined })).data?.pages ?? []
  if (tray === undefined || tray.scannedAt === null || tray.score === null) return null
  const { counts, progress, score, scannedAt, top } = tray
  return (
    <Standing
      counts={counts}
      score={`${score.score}, ${words.level(score.level)}`}
      foot={
        <>
          <span title={words.scanned(exactInstant(scannedAt, timezone))}>
            {words.fixed}: {words.progress(progress.fixed, progress.total)}
          </span>
          <Link to="/clients/$clientId/hygiene" params={{ clientId }} className={`ml-auto ${textLink}`}>
            {words.openAll}
          </Link>
        </>
      }
    >
      <Rows>
        {top.map((issue) => (
          <Row
            key={issue.issueId}
            name={
              <span className="flex min-w-0 items-center gap-2">
                <SeverityMark severity={issue.severity} label={words.severity[issue.severity]} />
                <Link
                  to="/clients/$clientId/hygiene"
                  params={{ clientId }}
                  search={{ issue: issue.issueId }}
                  className="min-w-0 truncate rounded-chip hover:underline hover:underline-offset-3"
                >
                  {words.issueTitle(issue)}
                </Link>
                <span className="min-w-0 flex-1 truncate text-muted">{recordsText(issue, tray.asOfDate)}</span>
              </span>
            }
            amount={issue.amount === null ? undefined : moneyText(issue.amount)}
          />
        ))}
      </Rows>
    </Standing>
  )
}

/** What stood as of the last scan that was known then; the issues themselves are those of today. */
const Then = ({ at, clientId, timezone }: HygieneCardProps & { readonly at: NonNullable<At> }) => {
  const standing = useQuery(hygieneQuery(clientId, at)).data?.standing
  if (standing === undefined || standing === null) return null
  return (
    <Standing
      counts={standing}
      score={`${standing.score}, ${words.level(standing.level)}`}
      foot={words.scanned(exactInstant(standing.scannedAt, timezone))}
    />
  )
}

/** What is to be fixed in the books, worst first; nothing before the first scan. */
export const HygieneCard = (props: HygieneCardProps) => {
  const at = useAt()
  return at === undefined ? <Today {...props} /> : <Then {...props} at={at} />
}
