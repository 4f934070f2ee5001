import { drag } from "d3-drag"
import { pointer, select } from "d3-selection"
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom"
import { Maximize, Minus, Plus } from "lucide-react"
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react"
import { drawGraph, type GraphPalette, type GraphScene } from "./graph-drawing.ts"
import { fittingView, type GraphEdge, type GraphNode, graphLayout, hitOf, type Point } from "./graph-layout.ts"
import { IconButton } from "./IconButton.tsx"

export interface GraphCanvasProps {
  /** The name of the picture. */
  readonly label: string
  /** One sentence that says what the picture shows. */
  readonly summary: string
  readonly nodes: ReadonlyArray<GraphNode>
  readonly edges: ReadonlyArray<GraphEdge>
  /** Of a node or an edge. */
  readonly selected: string | undefined
  /** What a search found; all else is drawn faintly. Empty: nothing was searched. */
  readonly lit?: ReadonlySet<string>
  readonly edgeLabels: boolean
  readonly onSelect: (id: string) => void
  readonly words: { readonly zoomIn: string; readonly zoomOut: string; readonly fit: string; readonly points: string }
}

type Place = (nodes: ReadonlyArray<GraphNode>, edges: ReadonlyArray<GraphEdge>) => void

const nothing: ReadonlySet<string> = new Set()
const step = 1.3

/** Elements that carry the theme's colours for the canvas, which cannot read them. */
const probes = {
  text: "text-fg",
  soft: "text-muted",
  graphic: "text-graphic",
  line: "text-line-control",
  ground: "text-sunken",
  brand: "text-brand",
  brandText: "text-brand-text",
  focus: "text-focus-ring"
} as const

const paletteOf = (box: HTMLElement): GraphPalette => {
  const colour = (name: keyof typeof probes): string => {
    const probe = box.querySelector(`[data-probe="${name}"]`)
    return probe === null ? "" : getComputedStyle(probe).color
  }
  return {
    text: colour("text"),
    soft: colour("soft"),
    graphic: colour("graphic"),
    line: colour("line"),
    ground: colour("ground"),
    brand: colour("brand"),
    brandText: colour("brandText"),
    focus: colour("focus")
  }
}

/**
 * A graph on a canvas: drag to move, wheel or pinch to zoom, drag a node to put it elsewhere. Beside it stands the same
 * graph as one list of buttons, which a keyboard walks with the arrows: what has focus there is marked on the canvas.
 */
export const GraphCanvas = ({
  edgeLabels,
  edges,
  label,
  lit = nothing,
  nodes,
  onSelect,
  selected,
  summary,
  words
}: GraphCanvasProps) => {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const points = useRef<HTMLUListElement>(null)
  const view = useRef<ZoomTransform>(zoomIdentity)
  const size = useRef({ width: 0, height: 0 })
  const move = useRef<{ readonly by: (factor: number) => void; readonly fit: () => void; readonly place: Place } | undefined>(
    undefined
  )
  const places = useRef<Map<string, Point>>(new Map())
  const [hovered, setHovered] = useState<string>()
  const [focused, setFocused] = useState<string>()

  const scene: Omit<GraphScene, "places" | "font"> = { nodes, edges, selected, hovered, focused, lit, edgeLabels }
  const current = useRef(scene)
  const select_ = useRef(onSelect)
  const paint = () => {
    const [here, pen] = [box.current, canvas.current?.getContext("2d")]
    if (here === null || pen === null || pen === undefined) return
    const { k, x, y } = view.current
    const font = getComputedStyle(here).fontFamily
    drawGraph(
      pen,
      { ...size.current, ratio: devicePixelRatio },
      { scale: k, x, y },
      { ...current.current, places: places.current, font },
      paletteOf(here)
    )
  }

  useEffect(() => {
    move.current?.place(nodes, edges)
  }, [nodes, edges])

  useEffect(() => {
    current.current = scene
    select_.current = onSelect
    paint()
  })

  useEffect(() => {
    const [here, sheet] = [box.current, canvas.current]
    if (here === null || sheet === null) return
    const inGraph = (event: unknown): Point => {
      const [x, y] = view.current.invert(pointer(event, sheet))
      return { x, y }
    }
    const hit = (event: unknown): string | undefined =>
      hitOf(inGraph(event), view.current.k, current.current.nodes, current.current.edges, places.current)
    const zooming = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([0.1, 4])
      .filter((event: MouseEvent) => event.button === 0)
      .on("zoom", ({ transform }: { readonly transform: ZoomTransform }) => {
        view.current = transform
        paint()
      })
    const dragging = drag<HTMLCanvasElement, unknown, { id: string; x: number; y: number } | undefined>()
      .subject(({ sourceEvent }: { readonly sourceEvent: unknown }) => {
        const id = hit(sourceEvent)
        const place = id === undefined ? undefined : places.current.get(id)
        if (id === undefined || place === undefined) return undefined
        const [x, y] = view.current.apply([place.x, place.y])
        return { id, x, y }
      })
      .on("drag", ({ subject, x, y }: { readonly subject: { readonly id: string }; readonly x: number; readonly y: number }) => {
        const [left, top] = view.current.invert([x, y])
        places.current.set(subject.id, { x: left, y: top })
        paint()
      })
    const target = select(sheet)
    target
      .call(dragging)
      .call(zooming)
      .on("dblclick.zoom", null)
      .on("click", (event: unknown) => {
        const id = hit(event)
        if (id !== undefined) select_.current(id)
      })
      .on("pointermove.hover", (event: unknown) => setHovered(hit(event)))
      .on("pointerleave.hover", () => setHovered(undefined))
    const fit = () => {
      const { scale, x, y } = fittingView(places.current.values(), size.current.width, size.current.height)
      zooming.transform(target, zoomIdentity.translate(x, y).scale(scale))
    }
    const place: Place = (all, between) => {
      const { height, width } = size.current
      if (width === 0 || height === 0) return
      places.current = new Map(graphLayout(all, between, width / height))
      fit()
    }
    move.current = { by: (factor) => zooming.scaleBy(target, factor), fit, place }
    const sized = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { height, width } = entry.contentRect
      size.current = { width, height }
      sheet.width = Math.round(width * devicePixelRatio)
      sheet.height = Math.round(height * devicePixelRatio)
      place(current.current.nodes, current.current.edges)
    })
    sized.observe(here)
    const themed = new MutationObserver(paint)
    themed.observe(document.documentElement, { attributeFilter: ["data-theme", "class"] })
    const scheme = matchMedia("(prefers-color-scheme: dark)")
    scheme.addEventListener("change", paint)
    return () => {
      sized.disconnect()
      themed.disconnect()
      scheme.removeEventListener("change", paint)
      target.on(".zoom", null).on(".drag", null).on("click", null).on(".hover", null)
      move.current = undefined
    }
  }, [])

  const items = useMemo(() => [...nodes, ...edges], [nodes, edges])
  const stop = items.some(({ id }) => id === selected) ? selected : items[0]?.id
  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown"
    if (!forward && event.key !== "ArrowLeft" && event.key !== "ArrowUp") return
    event.preventDefault()
    const all = [...(points.current?.querySelectorAll("button") ?? [])]
    const at = all.findIndex((button) => button === document.activeElement)
    all[(at + (forward ? 1 : -1) + all.length) % all.length]?.focus()
  }

  return (
    <section aria-label={label} className="relative grid h-full min-h-80 grid-rows-[minmax(0,1fr)] bg-sunken">
      <p className="sr-only">{summary}</p>
      <div ref={box} className="relative min-h-0 overflow-hidden">
        <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 size-full touch-none" />
        {Object.entries(probes).map(([name, colour]) => (
          <span key={name} data-probe={name} hidden className={colour} />
        ))}
      </div>
      <ul ref={points} aria-label={words.points} onKeyDown={walk} className="absolute top-2 left-2">
        {items.map(({ description, id }) => (
          <li key={id}>
            <button
              type="button"
              tabIndex={id === stop ? 0 : -1}
              aria-pressed={id === selected}
              onClick={() => onSelect(id)}
              onFocus={() => setFocused(id)}
              onBlur={() => setFocused(undefined)}
              className="sr-only rounded-chip border border-line bg-surface px-2 text-13 focus-visible:not-sr-only focus-visible:inline-flex focus-visible:min-h-6 focus-visible:items-center"
            >
              {description}
            </button>
          </li>
        ))}
      </ul>
      <div className="absolute top-2 right-2 flex gap-1">
        <IconButton
          label={words.zoomOut}
          icon={<Minus className="size-4" strokeWidth={1.5} />}
          onClick={() => move.current?.by(1 / step)}
        />
        <IconButton
          label={words.zoomIn}
          icon={<Plus className="size-4" strokeWidth={1.5} />}
          onClick={() => move.current?.by(step)}
        />
        <IconButton
          label={words.fit}
          icon={<Maximize className="size-4" strokeWidth={1.5} />}
          onClick={() => move.current?.fit()}
        />
      </div>
    </section>
  )
}
