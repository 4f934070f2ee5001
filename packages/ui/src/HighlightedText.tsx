import { Fragment, useEffect, useRef } from "react"
import { classes } from "./classes.ts"
import { type HighlightSpan, segmentsOf } from "./highlight-segments.ts"

export interface HighlightedTextProps {
  readonly text: string
  readonly spans: ReadonlyArray<HighlightSpan>
  readonly selectedId?: string | undefined
  /** One quote among others, in a frame that scrolls by itself: the page stays where it is. */
  readonly framed?: boolean
  readonly onSelect: (spanId: string) => void
  /** Names a highlight for assistive technology, "Account, Schwab 4521". */
  readonly labelOf?: (spanId: string) => string
}

/** Scrolls the frame around the text, where it has one, and nothing around that: of several quotes none pulls the page to itself. */
const bringIntoFrame = (mark: HTMLElement, text: HTMLElement): void => {
  const frame = text.parentElement
  if (frame === null || frame.scrollHeight <= frame.clientHeight) return
  const [place, room] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()]
  if (place.top < room.top || place.bottom > room.bottom) frame.scrollTop += place.top - room.top - room.height / 3
}

/** The text exactly as stored, each span an exact slice of it; overlapping spans are cut into pieces. */
export const HighlightedText = ({ text, spans, selectedId, onSelect, labelOf, framed = false }: HighlightedTextProps) => {
  const selected = useRef<HTMLElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  // In a block: newer browsers answer scrollIntoView with a promise, and an effect may only give back its own end.
  useEffect(() => {
    if (selected.current === null || whole.current === null) return
    if (framed) bringIntoFrame(selected.current, whole.current)
    else void selected.current.scrollIntoView({ block: "nearest" })
  }, [selectedId, framed])
  const segments = segmentsOf(text.length, spans)
  const firstSelected = segments.find((segment) => selectedId !== undefined && segment.spanIds.includes(selectedId))
  return (
    <div ref={whole} className="text-13 break-words whitespace-pre-wrap text-fg-2">
      {segments.map((segment) => {
        const piece = text.slice(segment.start, segment.end)
        const innermost = segment.spanIds[0]
        if (innermost === undefined) return <Fragment key={segment.start}>{piece}</Fragment>
        const isSelected = selectedId !== undefined && segment.spanIds.includes(selectedId)
        return (
          <mark
            key={segment.start}
            ref={segment === firstSelected ? selected : undefined}
            role="button"
            tabIndex={0}
            data-span-ids={segment.spanIds.join(" ")}
            aria-pressed={isSelected}
            aria-label={labelOf === undefined ? undefined : `${piece}. ${labelOf(innermost)}`}
            onClick={() => onSelect(innermost)}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === " ") {
                event.preventDefault()
                onSelect(innermost)
              }
            }}
            className={classes(
              "cursor-pointer border-b-2 box-decoration-clone text-fg",
              isSelected
                ? "border-brand bg-cited"
                : segment.spanIds.length > 1
                  ? "border-brand-line bg-brand-tint"
                  : "border-brand-line hover:bg-brand-tint"
            )}
          >
            {piece}
          </mark>
        )
      })}
    </div>
  )
}
