import { Fragment, useEffect, useRef } from "react"
import { classes } from "./classes.ts"
import { type HighlightSpan, segmentsOf } from "./highlight-segments.ts"

export interface HighlightedTextProps {
  readonly text: string
  readonly spans: ReadonlyArray<HighlightSpan>
  readonly selectedId?: string | undefined
  readonly onSelect: (spanId: string) => void
  /** Names a highlight for assistive technology, "Account, Schwab 4521". */
  readonly labelOf?: (spanId: string) => string
}

/** The text exactly as stored, each span an exact slice of it; overlapping spans are cut into pieces. */
export const HighlightedText = ({ text, spans, selectedId, onSelect, labelOf }: HighlightedTextProps) => {
  const selected = useRef<HTMLElement>(null)
  // In a block: newer browsers answer scrollIntoView with a promise, and an effect may only give back its own end.
  useEffect(() => {
    void selected.current?.scrollIntoView({ block: "nearest" })
  }, [selectedId])
  const segments = segmentsOf(text.length, spans)
  const firstSelected = segments.find((segment) => selectedId !== undefined && segment.spanIds.includes(selectedId))
  return (
    <div className="text-13 break-words whitespace-pre-wrap text-fg-2">
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
