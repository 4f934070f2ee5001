import { boxAround, type Label, lineHeight, overlap, placeLabels } from "./graph-labels.ts"
import type { GraphEdge, GraphNode, NodeShape, Point, View } from "./graph-layout.ts"

/** Colours as the theme has them now; a canvas knows no custom properties. */
export interface GraphPalette {
  readonly text: string
  readonly soft: string
  readonly graphic: string
  readonly line: string
  readonly ground: string
  readonly brand: string
  readonly brandText: string
  readonly focus: string
}

export interface GraphScene {
  readonly nodes: ReadonlyArray<GraphNode>
  readonly edges: ReadonlyArray<GraphEdge>
  readonly places: ReadonlyMap<string, Point>
  readonly selected: string | undefined
  readonly hovered: string | undefined
  readonly focused: string | undefined
  /** When not empty, everything else steps back. */
  readonly lit: ReadonlySet<string>
  readonly edgeLabels: boolean
  readonly font: string
}

const radii: Readonly<Record<NodeShape, number>> = { hub: 14, disc: 9, square: 9, diamond: 9, ring: 8 }

const outline = (pen: CanvasRenderingContext2D, shape: NodeShape, { x, y }: Point, grown = 0): void => {
  const r = radii[shape] + grown
  pen.beginPath()
  if (shape === "square") pen.roundRect(x - r, y - r, 2 * r, 2 * r, 3)
  else if (shape === "diamond") {
    pen.moveTo(x, y - r * 1.2)
    pen.lineTo(x + r * 1.2, y)
    pen.lineTo(x, y + r * 1.2)
    pen.lineTo(x - r * 1.2, y)
    pen.closePath()
  } else pen.arc(x, y, r, 0, 2 * Math.PI)
}

const drawNode = (pen: CanvasRenderingContext2D, node: GraphNode, place: Point, scene: GraphScene, paint: GraphPalette): void => {
  const current = node.id === scene.selected
  outline(pen, node.shape, place)
  pen.fillStyle =
    node.shape === "hub"
      ? current
        ? paint.brand
        : paint.text
      : node.shape === "disc"
        ? current
          ? paint.brand
          : paint.graphic
        : paint.ground
  pen.fill()
  pen.setLineDash(node.shape === "ring" ? [3, 2] : [])
  pen.lineWidth = current ? 2.5 : 1.5
  pen.strokeStyle = current ? paint.brand : node.shape === "hub" ? paint.text : paint.graphic
  pen.stroke()
  pen.setLineDash([])
  if (node.id === scene.focused || node.id === scene.hovered) {
    outline(pen, node.shape, place, 4)
    pen.lineWidth = 2
    pen.strokeStyle = node.id === scene.focused ? paint.focus : paint.line
    pen.stroke()
  }
}

const longest = 28

/** A label on the canvas; the list beside it has every word. */
const cut = (label: string): string => (label.length <= longest ? label : `${label.slice(0, longest - 1).trimEnd()}\u2026`)

const write = (
  pen: CanvasRenderingContext2D,
  text: string,
  { x, y }: Point,
  paint: { readonly ink: string; readonly ground: string }
): void => {
  pen.lineWidth = 4
  pen.lineJoin = "round"
  pen.strokeStyle = paint.ground
  pen.strokeText(text, x, y)
  pen.fillStyle = paint.ink
  pen.fillText(text, x, y)
}

const faint = 0.28

/** Who is written first keeps the room: what is marked, what was found, then hubs and people. */
const rankOf = (scene: GraphScene, { id, shape }: GraphNode): number =>
  (id === scene.selected || id === scene.focused || id === scene.hovered ? 0 : scene.lit.has(id) ? 10 : 20) +
  (shape === "hub" ? 0 : shape === "disc" ? 1 : shape === "square" ? 2 : shape === "diamond" ? 3 : 4)

/**
 * Draws the scene in this view on a canvas of `width` by `height` CSS px. Labels keep their size while the view shrinks; one
 * without room is left out until it has some.
 */
export const drawGraph = (
  pen: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number; readonly ratio: number },
  view: View,
  scene: GraphScene,
  paint: GraphPalette
): void => {
  pen.setTransform(size.ratio, 0, 0, size.ratio, 0, 0)
  pen.clearRect(0, 0, size.width, size.height)
  const at = (id: string): Point | undefined => {
    const place = scene.places.get(id)
    return place === undefined ? undefined : { x: place.x * view.scale + view.x, y: place.y * view.scale + view.y }
  }
  const shade = (id: string): number => (scene.lit.size === 0 || scene.lit.has(id) ? 1 : faint)
  pen.textAlign = "center"
  pen.textBaseline = "middle"
  for (const edge of scene.edges) {
    const [from, to] = [at(edge.from), at(edge.to)]
    if (from === undefined || to === undefined) continue
    const current = edge.id === scene.selected
    pen.globalAlpha = shade(edge.id)
    pen.beginPath()
    pen.moveTo(from.x, from.y)
    pen.lineTo(to.x, to.y)
    pen.lineWidth = current || edge.id === scene.focused || edge.id === scene.hovered ? 2 : 1
    pen.strokeStyle = current ? paint.brand : edge.id === scene.focused ? paint.focus : paint.line
    pen.stroke()
  }
  const isMarked = (id: string): boolean => id === scene.selected || id === scene.focused || id === scene.hovered
  pen.font = `500 11px ${scene.font}`
  const labels: Array<Label> = []
  for (const node of scene.nodes.toSorted((a, b) => rankOf(scene, a) - rankOf(scene, b))) {
    const place = at(node.id)
    if (place === undefined) continue
    pen.globalAlpha = shade(node.id)
    drawNode(pen, node, place, scene, paint)
    const text = isMarked(node.id) ? node.label : cut(node.label)
    const need = isMarked(node.id) ? "always" : node.shape === "hub" || node.shape === "disc" ? "people" : "room"
    labels.push({ id: node.id, text, place, radius: radii[node.shape], width: pen.measureText(text).width + 4, need })
  }
  const { places, written } = placeLabels(labels, size)
  for (const { id, text } of labels) {
    const place = places.get(id)
    if (place === undefined) continue
    pen.globalAlpha = shade(id)
    write(pen, text, place, { ink: paint.text, ground: paint.ground })
  }
  pen.font = `11px ${scene.font}`
  for (const edge of scene.edges) {
    const [from, to] = [at(edge.from), at(edge.to)]
    if (from === undefined || to === undefined || !(scene.edgeLabels || isMarked(edge.id))) continue
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
    const box = boxAround(middle, pen.measureText(edge.label).width + 4, lineHeight)
    if (!isMarked(edge.id) && written.some((other) => overlap(other, box))) continue
    written.push(box)
    pen.globalAlpha = shade(edge.id)
    write(pen, edge.label, middle, { ink: edge.id === scene.selected ? paint.brandText : paint.soft, ground: paint.ground })
  }
  pen.globalAlpha = 1
}
