import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum
} from "d3-force"

/** How a kind is drawn; the shape carries it, never a colour alone. */
export type NodeShape = "hub" | "disc" | "square" | "diamond" | "ring"

export interface GraphNode {
  readonly id: string
  readonly label: string
  readonly shape: NodeShape
  /** What a screen reader says of the node, beginning with its label. */
  readonly description: string
}

export interface GraphEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: string
  readonly description: string
}

export interface Point {
  readonly x: number
  readonly y: number
}

interface Placed extends SimulationNodeDatum {
  readonly id: string
}

const distance = 130
/** A picture is never stretched beyond these. */
const [narrowest, widest] = [0.6, 2.2]
const mostTicks = 300
const work = 90_000

const spanOf = (values: ReadonlyArray<number>): number => Math.max(1, Math.max(...values) - Math.min(...values))

/** Pulled wide or tall until the picture has the shape of its frame. */
const stretched = (placed: ReadonlyArray<Placed>, aspect: number): ReadonlyMap<string, Point> => {
  const points = placed.map(({ id, x = 0, y = 0 }) => ({ id, x, y }))
  const now = spanOf(points.map(({ x }) => x)) / spanOf(points.map(({ y }) => y))
  const pull = points.length < 3 ? 1 : Math.sqrt(Math.min(widest, Math.max(narrowest, aspect)) / now)
  return new Map(points.map(({ id, x, y }) => [id, { x: x * pull, y: y / pull }]))
}

/**
 * Where each node stands, in px around the origin, for a frame of this aspect (width to height). The same graph gives the
 * same picture: nothing is drawn by chance, and nothing moves after it is shown. Edges to nodes that are not there are left out.
 */
export const graphLayout = (
  nodes: ReadonlyArray<GraphNode>,
  edges: ReadonlyArray<GraphEdge>,
  aspect: number
): ReadonlyMap<string, Point> => {
  const known = new Set(nodes.map(({ id }) => id))
  const placed: Array<Placed> = nodes.map(({ id }) => ({ id }))
  const links: Array<SimulationLinkDatum<Placed>> = edges
    .filter(({ from, to }) => known.has(from) && known.has(to) && from !== to)
    .map(({ from, to }) => ({ source: from, target: to }))
  const simulation = forceSimulation(placed)
    .force(
      "link",
      forceLink<Placed, SimulationLinkDatum<Placed>>(links)
        .id(({ id }) => id)
        .distance(distance)
    )
    .force("charge", forceManyBody().strength(-700).distanceMax(900))
    .force("collide", forceCollide(58))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.07))
    .stop()
  simulation.tick(Math.max(30, Math.min(mostTicks, Math.round(work / Math.max(nodes.length, 1)))))
  return stretched(placed, aspect)
}

export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Room for labels at the sides. */
const [besides, above] = [84, 44]

/** The view in which all points are seen, never larger than life. */
export const fittingView = (points: Iterable<Point>, width: number, height: number): View => {
  const all = [...points]
  if (all.length === 0 || width <= 0 || height <= 0) return { scale: 1, x: width / 2, y: height / 2 }
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))]
  const scale = Math.max(
    0.1,
    Math.min(1, (width - 2 * besides) / Math.max(right - left, 1), (height - 2 * above) / Math.max(bottom - top, 1))
  )
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 }
}

const reach = 18
const edgeReach = 8

const toSegment = (point: Point, a: Point, b: Point): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length))
  return Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy)
}

/** The node under a point of the graph, otherwise the edge there; distances shrink as the view grows. */
export const hitOf = (
  point: Point,
  scale: number,
  nodes: ReadonlyArray<GraphNode>,
  edges: ReadonlyArray<GraphEdge>,
  places: ReadonlyMap<string, Point>
): string | undefined => {
  let nearest: { readonly id: string; readonly far: number } | undefined
  for (const { id } of nodes) {
    const place = places.get(id)
    if (place === undefined) continue
    const far = Math.hypot(point.x - place.x, point.y - place.y) * scale
    if (far <= reach && (nearest === undefined || far < nearest.far)) nearest = { id, far }
  }
  if (nearest !== undefined) return nearest.id
  for (const { from, id, to } of edges) {
    const [a, b] = [places.get(from), places.get(to)]
    if (a === undefined || b === undefined) continue
    const far = toSegment(point, a, b) * scale
    if (far <= edgeReach && (nearest === undefined || far < nearest.far)) nearest = { id, far }
  }
  return nearest?.id
}
