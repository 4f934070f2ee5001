import type { ClientId } from "@beep/kernel/ids"
import { addDays, dateIn, type LocalDate } from "@beep/kernel/LocalDate"
import type { Bridge } from "@beep/runway/contract/bridge/Bridge"
import { BridgeCause } from "@beep/runway/contract/bridge/BridgeCause"
import { instantOf, type KnownTime } from "@beep/runway/contract/digest/KnownTime"
import { unknownText } from "@beep/runway/contract/messages"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { Mark } from "@beep/ui/Mark"
import { Notice } from "@beep/ui/Notice"
import { Skeleton } from "@beep/ui/Skeleton"
import { Waterfall } from "@beep/ui/Waterfall"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { DateTime, Option, Schema } from "effect"
import { ArrowLeft, Check, Download, Info, TriangleAlert } from "lucide-react"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { bridge as words } from "../../messages/bridge.ts"
import { change } from "../../messages/change.ts"
import { download } from "../../shell/download.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useListMode } from "../../shell/listMode.ts"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant, fullDay } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { bridgeCsv } from "./bridgeCsv.ts"
import { type BridgeSearch, BridgeView, knownOf } from "./BridgeSearch.ts"
import { endText, pictureOf, signedHundredths } from "./bridgeText.ts"
import { PartDrawer } from "./PartDrawer.tsx"
import { PartsList, PartsTable } from "./PartsTable.tsx"
import { bridgeQuery } from "./queries.ts"

const causeOf = Schema.decodeUnknownOption(BridgeCause)

const Waiting = () => (
  <Loading what={words.loading}>
    <div className="grid gap-4">
      <Skeleton className="h-72 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  </Loading>
)

const dayOf = (known: ReturnType<typeof knownOf>, zone: TimeZoneName): LocalDate | undefined =>
  known === undefined ? undefined : typeof known === "string" ? known : dateIn(zone, DateTime.toEpochMillis(known))

const reasonOf = (end: Bridge["from"]): string | null =>
  end.components === null && end.unknownBecause !== null
    ? words.noFigures(fullDay(end.asOfDate), unknownText(end.unknownBecause, end.missing))
    : null

interface BodyProps {
  readonly bridge: Bridge
  readonly search: BridgeSearch
  readonly isNow: boolean
}

const Body = ({ bridge, isNow, search }: BodyProps) => {
  const navigate = useNavigate()
  const asList = useListMode()
  const view = search.show ?? "days"
  const fromLabel = fullDay(bridge.from.asOfDate).slice(0, -6)
  const toLabel = isNow ? words.now : fullDay(bridge.to.asOfDate).slice(0, -6)
  const picture = pictureOf(bridge, view, fromLabel, toLabel)
  const openPart = (part: BridgeCause) => void navigate({ to: ".", search: { ...search, part }, resetScroll: false })
  const open = (id: string) => Option.map(causeOf(id), openPart)
  const parts = { bridge, fromLabel, toLabel, onOpen: openPart, open: search.part }
  const reasons = [reasonOf(bridge.from), reasonOf(bridge.to)].flatMap((reason) => (reason === null ? [] : [reason]))
  const rows = bridge.parts?.reduce((sum, { rowCount }) => sum + rowCount, 0) ?? 0
  if (reasons.length > 0 || bridge.parts === null)
    return (
      <Notice icon={<Info strokeWidth={1.5} />}>
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </Notice>
    )
  return (
    <>
      <section aria-labelledby="waterfall" className="min-w-0 rounded-surface border border-line bg-surface">
        <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
          <h2 id="waterfall" className="text-14 font-semibold">
            {words.heading(words.days(endText(bridge.from)), words.days(endText(bridge.to)))}
          </h2>
          {bridge.changeHundredths === null ? null : (
            <span className="text-12 text-muted tabular-nums">{words.days(signedHundredths(bridge.changeHundredths))}</span>
          )}
          <div role="group" aria-label={words.figure} className="ml-auto flex">
            {BridgeView.literals.map((one) => (
              <Button
                key={one}
                size="small"
                aria-pressed={one === view}
                variant={one === view ? "primary" : "default"}
                onClick={() => void navigate({ to: ".", search: { ...search, show: one }, resetScroll: false })}
              >
                {words.shown[one]}
              </Button>
            ))}
          </div>
        </div>
        {picture === null ? (
          <p className="px-4 pb-4 text-13 text-muted">{words.noNumber}</p>
        ) : asList ? (
          <p className="px-4 pb-4 text-13 text-muted">{picture.summary}</p>
        ) : (
          <div className="overflow-x-auto px-4 pb-3">
            <Waterfall
              title={words.picture(words.shown[view], fromLabel, toLabel)}
              summary={picture.summary}
              bars={picture.bars}
              onOpen={open}
            />
          </div>
        )}
      </section>
      <section aria-labelledby="parts" className="min-w-0 overflow-hidden rounded-surface border border-line bg-surface">
        <div className="flex min-h-11 flex-wrap items-center gap-3 px-4">
          <h2 id="parts" className="text-14 font-semibold">
            {words.parts}
          </h2>
          <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
            {words.noRemainder(rows)}
          </Mark>
          <Button size="small" className="ml-auto" onClick={() => download(words.file, "text/csv", bridgeCsv(bridge))}>
            <Download aria-hidden="true" strokeWidth={1.5} />
            {words.csv}
          </Button>
        </div>
        {asList ? <PartsList {...parts} /> : <PartsTable {...parts} />}
      </section>
    </>
  )
}

interface BridgePageProps {
  readonly clientId: ClientId
  readonly timezone: TimeZoneName
  readonly search: BridgeSearch
}

/** Why the runway changed between two days, each as it was known then. */
export const BridgePage = ({ clientId, search, timezone }: BridgePageProps) => {
  const navigate = useNavigate()
  const now = useNow()
  const today = dateIn(timezone, DateTime.toEpochMillis(now))
  const from = knownOf(search.from) ?? addDays(today, -7)
  const to = knownOf(search.to)
  const between = { from, to }
  const instant = (known: KnownTime) => DateTime.toEpochMillis(instantOf(known, timezone))
  const ahead = [from, to].some((known) => known !== undefined && (dayOf(known, timezone) ?? today) > today)
  // Now is before the end of today; two clocks may differ about an instant, and the server judges that.
  const outOfOrder = to === undefined ? from === today : instant(from) >= instant(to)
  const wrong = ahead ? words.notYet : outOfOrder ? words.wrongOrder : null
  const query = useQuery({ ...bridgeQuery(clientId, between), placeholderData: keepPreviousData, enabled: wrong === null })
  const pick = (end: "from" | "to", day: string) => {
    if (day === "" || day > today) return
    const { part: _part, row: _row, of: _of, to: _to, ...rest } = search
    const kept = end === "from" && search.to !== undefined ? { to: search.to } : {}
    void navigate({
      to: ".",
      search: end === "to" ? (day === today ? rest : { ...rest, to: day }) : { ...rest, ...kept, from: day },
      resetScroll: false
    })
  }
  return (
    <div className="grid content-start gap-4 px-6 py-5 max-sm:px-4">
      <div className="flex flex-wrap items-end gap-3">
        <Button asChild size="small" className="mb-1">
          <Link to="/clients/$clientId/digest" params={{ clientId }}>
            <ArrowLeft aria-hidden="true" strokeWidth={1.5} />
            {words.backToDigest}
          </Link>
        </Button>
        <Field
          label={`${words.from}, ${words.pick.toLowerCase()}`}
          type="date"
          className="ml-auto w-44 max-sm:ml-0"
          value={dayOf(from, timezone) ?? ""}
          max={today}
          onChange={(event) => pick("from", event.target.value)}
        />
        <Field
          label={`${words.to}, ${words.pick.toLowerCase()}`}
          type="date"
          className="w-44"
          value={dayOf(to, timezone) ?? today}
          max={today}
          onChange={(event) => pick("to", event.target.value)}
        />
      </div>
      {wrong !== null ? (
        <Notice tone="warn" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
          {wrong}
        </Notice>
      ) : query.isPending ? (
        <Waiting />
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <p className="text-12 text-muted tabular-nums">
            {change.between(exactInstant(query.data.from.knownAt, timezone), exactInstant(query.data.to.knownAt, timezone))}
          </p>
          <Body bridge={query.data} search={search} isNow={to === undefined} />
          {search.part === undefined ? null : (
            <PartDrawer clientId={clientId} bridge={query.data} between={between} cause={search.part} search={search} />
          )}
        </>
      )}
    </div>
  )
}
