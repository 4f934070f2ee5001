import type { ClientId } from "@beep/kernel/ids"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import type { TieOutCertificate, TieOutStanding, TieOutSummary } from "@beep/runway/contract/tieout/TieOutCertificate"
import { Drawer } from "@beep/ui/Drawer"
import { KeyValues } from "@beep/ui/KeyValues"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { app } from "../../messages/app.ts"
import { tieOut as words } from "../../messages/tieOut.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant, fullDay } from "../../shell/times.ts"
import { useDay } from "./AtContext.ts"
import { type TieOutPlace, certificateQuery, tieOutQuery } from "./queries.ts"
import { TieOutSections } from "./TieOutSections.tsx"

interface TieOutDrawerProps {
  readonly clientId: ClientId
  readonly timezone: TimeZoneName
  readonly place: TieOutPlace
}

const headlineOf = ({ differing, outcome }: TieOutCertificate): string =>
  outcome === "differs" ? words.headline.differs(differing) : words.headline[outcome]

const History = ({
  shown,
  history,
  timezone
}: {
  readonly shown: string
  readonly history: ReadonlyArray<TieOutSummary>
  readonly timezone: TimeZoneName
}) => {
  const day = useDay()
  const others = history.filter(({ certificateId }) => certificateId !== shown)
  return others.length === 0 ? null : (
    <section className="grid gap-1 border-t border-line pt-3">
      <h3 className="text-12 font-medium text-fg-2">{words.history}</h3>
      <ul className="text-13">
        {others.map((one) => (
          <li key={one.certificateId} className="flex flex-wrap justify-between gap-x-3 border-t border-line py-1">
            <Link
              to="."
              search={{ ...day, tieOut: one.certificateId }}
              resetScroll={false}
              className="inline-flex min-h-6 items-center text-brand-text hover:underline"
            >
              {exactInstant(one.comparedAt, timezone)}
            </Link>
            <span className="text-12 text-muted">{words.outcome(one.outcome, one.differing)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Drift = ({ drift }: { readonly drift: TieOutStanding["drift"] }) =>
  drift === null ? null : (
    <ul className="text-13">
      {drift.sections.map(({ basisPoints, section }) => (
        <li key={section}>{words.drift(words.sections[section], percentOf(basisPoints), drift.nights)}</li>
      ))}
    </ul>
  )

const percentOf = (basisPoints: number): string => `${(basisPoints / 100).toLocaleString("en-US")} %`

const Body = ({ certificate, timezone }: { readonly certificate: TieOutCertificate; readonly timezone: TimeZoneName }) => (
  <>
    <p className="text-14 font-medium">{headlineOf(certificate)}</p>
    <KeyValues
      items={[
        { name: words.comparedAt, value: exactInstant(certificate.comparedAt, timezone) },
        { name: words.asOf, value: fullDay(certificate.asOf) }
      ]}
    />
    <TieOutSections certificate={certificate} timezone={timezone} />
    <section className="grid gap-1 border-t border-line pt-3">
      <KeyValues
        items={[
          { name: words.hash, value: <span className="font-mono text-12 break-all">{certificate.sha256}</span> },
          { name: words.syncPoint, value: <span className="font-mono text-12 break-all">{certificate.syncRunId}</span> }
        ]}
      />
      <p className="text-12 text-muted">{words.hashNote}</p>
    </section>
  </>
)

const Waiting = () => (
  <Loading what={words.loading}>
    <div className="grid gap-3">
      <Skeleton className="h-5 w-3/4" />
      {[0, 1, 2, 3].map((section) => (
        <Skeleton key={section} className="h-24 w-full" />
      ))}
    </div>
  </Loading>
)

/** One certificate, the latest or the one the address names; Escape closes it and gives the focus back to the badge. */
export const TieOutDrawer = ({ clientId, timezone, place }: TieOutDrawerProps) => {
  const navigate = useNavigate()
  const day = useDay()
  const standing = useQuery(tieOutQuery(clientId))
  const shown = place === "latest" ? (standing.data?.latest?.certificateId ?? null) : place
  const query = useQuery(certificateQuery(clientId, shown))
  const never = place === "latest" && standing.data !== undefined && standing.data.latest === null
  const error = place === "latest" && standing.isError ? standing.error : query.error
  return (
    <Drawer
      open
      onClose={() => void navigate({ to: ".", search: day, resetScroll: false })}
      title={words.title}
      description={words.description}
      closeLabel={app.close}
    >
      <Drift drift={standing.data?.drift ?? null} />
      {never ? (
        <p className="text-13">{words.never}</p>
      ) : query.data !== undefined ? (
        <Body certificate={query.data} timezone={timezone} />
      ) : error !== null ? (
        <Failed error={error} onRetry={() => void (shown === null ? standing.refetch() : query.refetch())} />
      ) : (
        <Waiting />
      )}
      {shown === null || standing.data === undefined ? null : (
        <History shown={shown} history={standing.data.history} timezone={timezone} />
      )}
    </Drawer>
  )
}
