import { type KeyboardEvent, useEffect, useRef } from "react"
import { classes } from "./classes.ts"
import type { FlowScene } from "./flowband-chart.ts"
import { lanesOf } from "./flowband-lanes.ts"
import { SeverityMark, type SeverityTone } from "./SeverityMark.tsx"
import { useMedia } from "./useMedia.ts"

/** One pill. `about` says the rest of it to those who do not see where it stands. */
export interface FlowPill {
  readonly id: string
  readonly label: string
  /** The formatted amount with its sign; undefined where there is none. */
  readonly amount?: string | undefined
  readonly direction: "in" | "out" | "none"
  readonly severity?: SeverityTone | undefined
  /** Days from the first day; null for the slot at the left edge. */
  readonly day: number | null
  readonly when: string
  readonly about: string
  /** Nothing is decided about it here: drawn with a broken edge. */
  readonly marker?: boolean
}

export interface FlowbandProps {
  readonly label: string
  /** One sentence that says what the picture shows. */
  readonly summary: string
  readonly days: number
  /** One word for each week, at its beginning. */
  readonly weeks: ReadonlyArray<string>
  /** Name of the slot for what has no day in the band. */
  readonly early: string
  /** In the order of time; the list has the same. */
  readonly pills: ReadonlyArray<FlowPill>
  readonly asList: boolean
  readonly onOpen: (id: string) => void
}

const laneHeight = 32
const head = 28

const Pill = ({
  pill,
  stop,
  onOpen
}: {
  readonly pill: FlowPill
  readonly stop: boolean
  readonly onOpen: (id: string) => void
}) => (
  <button
    type="button"
    data-flow-pill={pill.id}
    tabIndex={stop ? 0 : -1}
    onClick={() => onOpen(pill.id)}
    className={classes(
      "flex h-6 w-full min-w-0 items-center gap-1.5 border bg-surface px-2 text-12 text-fg hover:bg-hover",
      pill.direction === "in" ? "rounded-full" : "rounded-chip",
      pill.marker === true ? "border-dashed border-line-control" : "border-line-strong"
    )}
  >
    {pill.severity === undefined ? (
      <span aria-hidden="true" className="text-muted">
        {pill.direction === "in" ? "+" : "\u2212"}
      </span>
    ) : (
      <SeverityMark severity={pill.severity} />
    )}
    <span className="min-w-0 flex-1 truncate text-left">{pill.label}</span>
    {pill.amount === undefined ? null : <b className="font-medium whitespace-nowrap tabular-nums">{pill.amount}</b>}
    <span className="sr-only">{pill.about}</span>
  </button>
)

/** Arrows walk the pills in their order; Enter is the button's own; Escape leaves to the head of the band. */
const walk = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key === "Escape") {
    event.currentTarget.focus()
    return
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-flow-pill]")]
  const at = all.findIndex((one) => one === document.activeElement)
  const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step === undefined || at < 0 ? -1 : at + step
  const next = all[to]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

/** The drawing comes after the page: it says nothing that the pills do not. */
const useDrawing = (scene: Omit<FlowScene, "line" | "graphic">) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const line = useRef<HTMLSpanElement>(null)
  const graphic = useRef<HTMLSpanElement>(null)
  const drawn = useRef<{ readonly update: (scene: FlowScene) => void; readonly destroy: () => void }>(undefined)
  const coloured = useRef<() => FlowScene | undefined>(() => undefined)
  useEffect(() => {
    coloured.current = () =>
      line.current === null || graphic.current === null
        ? undefined
        : { ...scene, line: getComputedStyle(line.current).color, graphic: getComputedStyle(graphic.current).color }
    const next = coloured.current()
    if (next !== undefined) drawn.current?.update(next)
  })
  useEffect(() => {
    let gone = false
    const repaint = () => {
      const next = coloured.current()
      if (next !== undefined) drawn.current?.update(next)
    }
    void import("./flowband-chart.ts").then(({ drawFlow }) => {
      const first = coloured.current()
      if (gone || canvas.current === null || first === undefined) return
      drawn.current = drawFlow(canvas.current, first)
    })
    const themed = new MutationObserver(repaint)
    themed.observe(document.documentElement, { attributeFilter: ["data-theme", "class"] })
    const scheme = matchMedia("(prefers-color-scheme: dark)")
    scheme.addEventListener("change", repaint)
    return () => {
      gone = true
      themed.disconnect()
      scheme.removeEventListener("change", repaint)
      drawn.current?.destroy()
      drawn.current = undefined
    }
  }, [])
  return { canvas, line, graphic }
}

const Band = ({ days, early, onOpen, pills, weeks }: Omit<FlowbandProps, "asList" | "label" | "summary">) => {
  const wide = useMedia("(min-width: 1280px)")
  const dated = pills.flatMap(({ day, direction, id }) => (day === null ? [] : [{ id, day, direction }]))
  // A pill is about so many days wide at the narrowest the band gets.
  const width = days * (wide ? 0.2 : 0.32)
  const above = lanesOf(
    dated.filter(({ direction }) => direction === "in"),
    days,
    width
  )
  const below = lanesOf(
    dated.filter(({ direction }) => direction !== "in"),
    days,
    width
  )
  const lanes = (of: typeof above) => Math.max(0, ...[...of.values()].map(({ lane }) => lane + 1))
  const edge = pills.filter(({ day }) => day === null)
  const edgeIn = edge.filter(({ direction }) => direction === "in")
  const edgeOut = edge.filter(({ direction }) => direction !== "in")
  const up = Math.max(1, lanes(above), edgeIn.length)
  const down = Math.max(1, lanes(below), edgeOut.length)
  const axis = head + up * laneHeight + 6
  const height = axis + 6 + down * laneHeight + 10
  const topOf = (direction: FlowPill["direction"], lane: number) =>
    direction === "in" ? axis - 6 - (lane + 1) * laneHeight + 8 : axis + 8 + lane * laneHeight
  const feet = dated.map(({ day, direction, id }) => {
    const lane = (direction === "in" ? above : below).get(id)?.lane ?? 0
    return { id, day, reach: topOf(direction, lane) - axis + (direction === "in" ? 24 : 0) }
  })
  const { canvas, graphic, line } = useDrawing({ days, feet, axis })
  const slot = "absolute"
  return (
    <div className="grid grid-cols-[minmax(9rem,13rem)_minmax(0,1fr)]" style={{ height }}>
      <div className="relative border-r border-dashed border-line-strong bg-sunken">
        <h3 className="px-4 pt-1.5 text-12 font-normal text-muted">{early}</h3>
        <span aria-hidden="true" className="absolute inset-x-0 border-t border-graphic" style={{ top: axis }} />
        <ul aria-label={early}>
          {pills.map((pill, at) => {
            if (pill.day !== null) return null
            const lane = (pill.direction === "in" ? edgeIn : edgeOut).indexOf(pill)
            return (
              <li key={pill.id} className={classes(slot, "inset-x-3")} style={{ top: topOf(pill.direction, lane) }}>
                <Pill pill={pill} stop={at === 0} onOpen={onOpen} />
              </li>
            )
          })}
        </ul>
      </div>
      <div className="relative min-w-0 overflow-hidden">
        <div aria-hidden="true" className="absolute inset-x-0 top-0 text-12 text-muted">
          {weeks.map((week, at) => (
            <span key={week} className="absolute px-2 pt-1.5 whitespace-nowrap" style={{ left: `${((at * 7) / days) * 100}%` }}>
              {week}
            </span>
          ))}
        </div>
        <div aria-hidden="true" className="absolute inset-0">
          <canvas ref={canvas} aria-hidden="true" />
          <span ref={line} hidden className="text-line" />
          <span ref={graphic} hidden className="text-graphic" />
        </div>
        <ul aria-label={weeks.join(", ")}>
          {pills.map((pill, at) => {
            if (pill.day === null) return null
            const place = (pill.direction === "in" ? above : below).get(pill.id)
            const x = `${(pill.day / days) * 100}%`
            return (
              <li
                key={pill.id}
                className={slot}
                style={{
                  top: topOf(pill.direction, place?.lane ?? 0),
                  width: `min(${(width / days) * 100}%, 13rem)`,
                  ...(place?.flips === true ? { right: `calc(100% - ${x})` } : { left: x })
                }}
              >
                <Pill pill={pill} stop={at === 0} onOpen={onOpen} />
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}

const AsList = ({ onOpen, pills }: Pick<FlowbandProps, "onOpen" | "pills">) => (
  <ul className="text-13">
    {pills.map((pill, at) => (
      <li key={pill.id} className="border-t border-line">
        <button
          type="button"
          data-flow-pill={pill.id}
          tabIndex={at === 0 ? 0 : -1}
          onClick={() => onOpen(pill.id)}
          className="flex min-h-10 w-full items-center gap-3 px-4 text-left hover:bg-hover"
        >
          <span className="w-24 shrink-0 text-muted">{pill.when}</span>
          {pill.severity === undefined ? (
            <span aria-hidden="true" className="grid w-3.5 place-items-center text-muted">
              {pill.direction === "in" ? "+" : "\u2212"}
            </span>
          ) : (
            <SeverityMark severity={pill.severity} />
          )}
          <span className="min-w-0 flex-1 truncate">{pill.label}</span>
          {pill.amount === undefined ? null : <span className="whitespace-nowrap tabular-nums">{pill.amount}</span>}
          <span className="sr-only">{pill.about}</span>
        </button>
      </li>
    ))}
  </ul>
)

/**
 * Events of the coming weeks on a line of time: money in above it and rounded, money out below it and square, so that neither
 * needs its colour. Each pill is a button; the list has the same pills in the same order with the same action.
 */
export const Flowband = ({ asList, label, summary, ...band }: FlowbandProps) => (
  <div role="group" aria-label={label} tabIndex={-1} onKeyDown={walk} className="outline-0">
    <p className="sr-only">{summary}</p>
    {asList ? <AsList onOpen={band.onOpen} pills={band.pills} /> : <Band {...band} />}
  </div>
)
