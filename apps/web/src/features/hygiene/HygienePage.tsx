import type { ClientId } from "@beep/kernel/ids"
import type { HygieneIssue, IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import { Severity } from "@beep/runway/contract/hygiene/Severity"
import { TrayView } from "@beep/runway/contract/hygiene/Tray"
import type { WriteBack } from "@beep/runway/contract/writeback/WriteBack"
import { isEnded } from "@beep/runway/contract/writeback/WriteState"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Notice } from "@beep/ui/Notice"
import { Pill } from "@beep/ui/Pill"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { DateTime } from "effect"
import { Clock, Info, TriangleAlert } from "lucide-react"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { hygiene as words } from "../../messages/hygiene.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useListMode } from "../../shell/listMode.ts"
import { age } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { BulkBar } from "./BulkBar.tsx"
import { FlowCard } from "./FlowCard.tsx"
import { HygieneHead } from "./HygieneHead.tsx"
import type { HygieneSearch } from "./HygieneSearch.ts"
import { HygieneSkeleton } from "./HygieneSkeleton.tsx"
import { IssueCards } from "./IssueCards.tsx"
import type { IssueDesk, IssueForm } from "./IssueDesk.ts"
import { IssueTable } from "./IssueTable.tsx"
import { trayQuery, writesQuery } from "./queries.ts"
import { TopThree } from "./TopThree.tsx"
import { useIssueKeys } from "./useIssueKeys.ts"
import { useTrayAct } from "./useTrayAct.ts"
import { useWriteEndings } from "./useWriteEndings.ts"
import { WritesCard } from "./WritesCard.tsx"

const staleAfterHours = 24

/** What a line says of its write: one under way, or one that ended without being written and was not tried again. */
const tellingWrite = (writes: ReadonlyArray<WriteBack>, issue: HygieneIssue): WriteBack | undefined => {
  const last = writes.find(({ issueId }) => issueId === issue.issueId)
  if (last === undefined || last.state === "cancelled") return undefined
  if (!isEnded(last.state) || issue.status === "fixing") return last
  return last.state === "confirmed" ? undefined : last
}

const focusIssue = (issueId: IssueId): boolean => {
  const line = document.querySelector<HTMLElement>(`[data-issue="${issueId}"]`)
  line?.focus()
  return line !== null
}

export const HygienePage = ({
  clientId,
  me,
  search
}: {
  readonly clientId: ClientId
  readonly me: Me
  readonly search: HygieneSearch
}) => {
  const view = search.view ?? "standing"
  const query = useInfiniteQuery(trayQuery(clientId, { view, severity: search.severity }))
  const whole = useInfiniteQuery(trayQuery(clientId, { view: "standing", severity: undefined }))
  const writes = useQuery(writesQuery(clientId))
  const navigate = useNavigate({ from: "/clients/$clientId/hygiene" })
  const now = useNow()
  const asList = useListMode()
  const [selected, setSelected] = useState<ReadonlySet<IssueId>>(new Set())
  const [form, setForm] = useState<IssueForm>("fix")
  const lastFocus = useRef<IssueId>(undefined)
  const clear = () => setSelected(new Set())
  const change = (next: HygieneSearch) => void navigate({ search: next, replace: true, resetScroll: false })
  const { issue: _opened, ...place } = search
  const close = () => {
    if (search.issue === undefined) return
    lastFocus.current = search.issue
    change(place)
  }
  const act = useTrayAct(clientId, () => {
    clear()
    close()
  })
  useWriteEndings(clientId, writes.data)

  const open = (issueId: IssueId, which: IssueForm) => {
    if (search.issue === issueId && form === which) return close()
    setForm(which)
    return change({ ...place, issue: issueId })
  }
  const select = (issueId: IssueId) =>
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(issueId)) next.add(issueId)
      return next
    })
  useIssueKeys({ open, select })

  // A form that opens takes the focus to its entry, and gives it back to its line.
  useEffect(() => {
    if (search.issue === undefined) {
      if (lastFocus.current !== undefined) focusIssue(lastFocus.current)
      lastFocus.current = undefined
      return undefined
    }
    const entry = () => document.querySelector<HTMLElement>("[data-fix-entry]")
    const found = entry()
    if (found !== null) {
      found.focus()
      return undefined
    }
    const watching = new MutationObserver(() => {
      const arrived = entry()
      if (arrived === null) return
      watching.disconnect()
      arrived.focus()
    })
    watching.observe(document.body, { childList: true, subtree: true })
    return () => watching.disconnect()
  }, [search.issue, form])

  if (query.isPending || whole.isPending) return <HygieneSkeleton />
  const failure = query.error ?? whole.error
  const [tray] = whole.data?.pages ?? []
  const [page] = query.data?.pages ?? []
  if (tray === undefined || page === undefined)
    return <Failed error={failure} onRetry={() => void Promise.all([query.refetch(), whole.refetch()])} />

  const standing = whole.data?.pages.flatMap(({ items }) => items) ?? []
  const issues = query.data?.pages.flatMap(({ items }) => items) ?? []
  // Every line is here, and none is the one of the address.
  const isLost =
    search.issue !== undefined &&
    !query.hasNextPage &&
    !query.isFetching &&
    !act.isPending &&
    issues.every(({ issueId }) => issueId !== search.issue)
  const mayFix = me.capabilities.includes("hygiene.write")
  const isStale =
    tray.syncedAt !== null && DateTime.toEpochMillis(now) - DateTime.toEpochMillis(tray.syncedAt) > staleAfterHours * 3_600_000
  const desk: IssueDesk = {
    clientId,
    companyName: tray.clientName,
    currency: tray.currency,
    today: tray.asOfDate,
    timezone: tray.timezone,
    now,
    mayFix,
    busy: act.isPending,
    selected,
    opened: search.issue === undefined ? undefined : { issueId: search.issue, form },
    writeOf: (issue) => tellingWrite(writes.data?.writes ?? [], issue),
    select,
    open,
    close,
    act: act.mutate
  }
  const toIssue = (issueId: IssueId) => {
    if (focusIssue(issueId)) return
    const { severity: _severity, view: _view, ...rest } = place
    change({ ...rest, issue: issueId })
  }
  const open_ = tray.counts.critical + tray.counts.high + tray.counts.medium + tray.counts.low

  const empty = (): ReactNode =>
    search.severity === undefined ? (
      <EmptyState title={words.none[view].title} text={words.none[view].text} />
    ) : (
      <EmptyState
        title={words.filteredNone.title}
        text={words.filteredNone.text}
        action={
          <Button
            onClick={() => {
              const { severity: _gone, ...rest } = place
              change(rest)
            }}
          >
            {words.filteredNone.clear}
          </Button>
        }
      />
    )

  return (
    <div className="grid content-start gap-4 px-6 py-5 max-sm:px-4">
      {failure === null ? null : (
        <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
          {states.failed[failureOf(failure).kind]} {words.keptShown}
        </Notice>
      )}
      <HygieneHead tray={tray} />
      {isStale && tray.syncedAt !== null ? (
        <Notice icon={<Clock strokeWidth={1.5} />}>{words.stale(age(tray.syncedAt, now))}</Notice>
      ) : null}
      {tray.scannedAt === null ? (
        <EmptyState
          title={words.never.title}
          text={words.never.text}
          action={
            <Button asChild>
              <Link to="/clients/$clientId/digest" params={{ clientId }}>
                {words.never.open}
              </Link>
            </Button>
          }
        />
      ) : (
        <>
          <TopThree issues={tray.top} today={tray.asOfDate} onIssue={toIssue} />
          <FlowCard
            tray={tray}
            issues={standing}
            weeks={search.weeks ?? 4}
            asList={asList}
            onWeeks={(weeks) => {
              const { weeks: _weeks, ...rest } = search
              change(weeks === 4 ? rest : { ...rest, weeks })
            }}
            onIssue={toIssue}
          />
          <section aria-labelledby="issues" className="min-w-0 rounded-surface border border-line bg-surface">
            <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2">
              <h2 id="issues" className="text-14 font-semibold">
                {words.listTitle(open_)}
              </h2>
              <div role="group" aria-label={words.filters} className="flex flex-wrap gap-1">
                {Severity.literals.map((severity) => (
                  <Pill
                    key={severity}
                    pressed={search.severity === severity}
                    count={tray.counts[severity]}
                    onClick={() => {
                      const { severity: before, ...rest } = place
                      change(before === severity ? rest : { ...rest, severity })
                    }}
                  >
                    {words.severity[severity]}
                  </Pill>
                ))}
              </div>
              <div role="group" aria-label={words.viewsLabel} className="ml-auto flex flex-wrap gap-1">
                {TrayView.literals.map((one) => (
                  <Pill
                    key={one}
                    pressed={view === one}
                    onClick={() => {
                      clear()
                      const { view: _before, ...rest } = place
                      change(one === "standing" ? rest : { ...rest, view: one })
                    }}
                  >
                    {words.views[one]}
                  </Pill>
                ))}
              </div>
            </div>
            {isLost ? (
              <div className="px-4 pb-2">
                <Notice
                  role="status"
                  icon={<Info strokeWidth={1.5} />}
                  action={
                    <Button size="small" onClick={() => change(place)}>
                      {words.lost.close}
                    </Button>
                  }
                >
                  {words.lost.text}
                </Notice>
              </div>
            ) : null}
            {issues.length === 0 ? (
              empty()
            ) : asList ? (
              <IssueCards desk={desk} issues={issues} />
            ) : (
              <IssueTable desk={desk} issues={issues} />
            )}
            {query.hasNextPage ? (
              <div className="px-4 py-2">
                <Button unavailable={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {words.more}
                </Button>
              </div>
            ) : null}
          </section>
          <BulkBar desk={desk} issues={issues.filter(({ issueId }) => selected.has(issueId))} onClear={clear} />
        </>
      )}
      <WritesCard clientId={clientId} timezone={tray.timezone} mayFix={mayFix} />
    </div>
  )
}
