import { type KeyboardEvent, useId, useRef } from "react"

export interface WaterfallBar {
  readonly id: string
  readonly label: string
  /** Ends stand on the ground; a part hangs between what was before it and what is after. */
  readonly kind: "end" | "part"
  /** Only for the height; what is shown is `text`. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** Its name for those who do not see the picture, `Paid, −12.61 days`. */
  readonly name: string
}

export interface WaterfallProps {
  readonly title: string
  /** The picture in one sentence. */
  readonly summary: string
  readonly bars: ReadonlyArray<WaterfallBar>
  /** A part opens what it rests on. */
  readonly onOpen: (id: string) => void
}

const size = { width: 846, height: 264, top: 36, ground: 232, gap: 0.28 }

/** How a sum became another: parts one after the other, those that lower it hatched. Walked by arrow keys, opened by Enter. */
export const Waterfall = ({ bars, onOpen, summary, title }: WaterfallProps) => {
  const id = useId()
  const root = useRef<SVGSVGElement>(null)
  const values = [0, ...bars.flatMap(({ from, to }) => [from, to])]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = most - least || 1
  const y = (value: number): number => size.ground - ((value - least) / span) * (size.ground - size.top)
  const slot = size.width / Math.max(bars.length, 1)
  const wide = slot * (1 - size.gap)

  const walk = (event: KeyboardEvent<SVGGElement>, at: number) => {
    const bar = bars[at]
    if ((event.key === "Enter" || event.key === " ") && bar?.kind === "part") {
      event.preventDefault()
      onOpen(bar.id)
    }
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    root.current
      ?.querySelectorAll<SVGGElement>("[data-bar]")
      .item((at + step + bars.length) % bars.length)
      .focus()
  }

  return (
    <svg
      ref={root}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="group"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
      className="block w-full min-w-180 text-11"
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{summary}</desc>
      <defs>
        <pattern id={`${id}h`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="fill-surface" />
          <line x1="0" y1="0" x2="0" y2="6" strokeWidth="1.5" className="stroke-graphic" />
        </pattern>
      </defs>
      <line x1="0" x2={size.width} y1={y(0)} y2={y(0)} className="stroke-line-strong" />
      {bars.map((bar, at) => {
        const x = at * slot + (slot - wide) / 2
        const [high, low] = [Math.max(bar.from, bar.to), Math.min(bar.from, bar.to)]
        const falls = bar.to < bar.from
        const height = Math.max(y(low) - y(high), 2)
        const next = bars[at + 1]
        return (
          <g
            key={bar.id}
            data-bar=""
            role={bar.kind === "part" ? "button" : "img"}
            aria-label={bar.name}
            tabIndex={at === 0 ? 0 : -1}
            onClick={bar.kind === "part" ? () => onOpen(bar.id) : undefined}
            onKeyDown={(event) => walk(event, at)}
            className={bar.kind === "part" ? "cursor-pointer" : undefined}
          >
            <rect x={at * slot} y="0" width={slot} height={size.height} className="fill-transparent" />
            <rect
              x={x}
              y={y(high)}
              width={wide}
              height={height}
              fill={bar.kind === "part" && falls ? `url(#${id}h)` : undefined}
              strokeWidth={bar.kind === "part" && falls ? 1.5 : 0}
              className={bar.kind === "end" ? "fill-graphic" : falls ? "stroke-graphic" : "fill-brand"}
            />
            {next === undefined ? null : (
              <line
                x1={x + wide}
                x2={(at + 1) * slot + (slot - wide) / 2}
                y1={y(bar.to)}
                y2={y(bar.to)}
                strokeDasharray="2 3"
                className="stroke-muted"
              />
            )}
          </g>
        )
      })}
      <g aria-hidden="true" className="pointer-events-none">
        {bars.map((bar, at) => {
          const middle = at * slot + slot / 2
          const falls = bar.kind === "part" && bar.to < bar.from
          return (
            <g key={bar.id}>
              <text
                x={middle}
                y={falls ? y(bar.to) + 16 : y(Math.max(bar.from, bar.to)) - 8}
                textAnchor="middle"
                fontSize="12"
                className="fill-fg font-medium tabular-nums"
              >
                {bar.text}
              </text>
              <text
                x={middle}
                y={size.height - 8}
                textAnchor="middle"
                fontSize="12"
                className={bar.kind === "end" ? "fill-fg font-semibold" : "fill-muted"}
              >
                {bar.label}
              </text>
            </g>
          )
        })}
      </g>
    </svg>
  )
}
