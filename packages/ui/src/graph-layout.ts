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

const distance = 120
const mostTicks = 300
const work = 90_000

/**
 * Where each node stands, in px around the origin. The same graph gives the same picture: nothing is drawn by chance,
 * and nothing moves after it is shown. Edges to nodes that are not there are left out.
 */
export const graphLayout = (nodes: ReadonlyArray<GraphNode>, edges: ReadonlyArray<GraphEdge>): ReadonlyMap<string, Point> => {
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
    .force("charge", forceManyBody().strength(-520).distanceMax(900))
    .force("collide", forceCollide(46))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.07))
    .stop()
  simulation.tick(Math.max(30, Math.min(mostTicks, Math.round(work / Math.max(nodes.length, 1)))))
  return new Map(placed.map(({ id, x, y }) => [id, { x: x ?? 0, y: y ?? 0 }]))
}

export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

const margin = 56

/** The view in which all points are seen, never larger than life. */
export const fittingView = (points: Iterable<Point>, width: number, height: number): View => {
  const all = [...points]
  if (all.length === 0 || width <= 0 || height <= 0) return { scale: 1, x: width / 2, y: height / 2 }
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))]
  const scale = Math.max(
    0.1,
    Math.min(1, (width - 2 * margin) / Math.max(right - left, 1), (height - 2 * margin) / Math.max(bottom - top, 1))
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
