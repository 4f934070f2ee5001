import type { Point } from "./graph-layout.ts"

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Label {
  readonly id: string
  readonly text: string
  /** Middle of the node, in CSS px. */
  readonly place: Point
  readonly radius: number
  readonly width: number
  /** `room` is left out where it has none; `people` may cover what has no name, and no other label; `always` is written. */
  readonly need: "room" | "people" | "always"
}

export const lineHeight = 14

export const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export const boxAround = ({ x, y }: Point, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2
})

/** Below its node, else above, right, left, and then at its corners. */
const placesFor = ({ place: { x, y }, radius, width }: Label): readonly [Point, ...ReadonlyArray<Point>] => {
  const [beside, above] = [radius + 6 + width / 2, radius + 12]
  return [
    { x, y: y + above },
    { x, y: y - above },
    { x: x + beside, y },
    { x: x - beside, y },
    { x: x + beside - radius, y: y + above },
    { x: x - beside + radius, y: y + above },
    { x: x + beside - radius, y: y - above },
    { x: x - beside + radius, y: y - above }
  ]
}

/** Where each label is written, the first of `labels` first, and every box that is taken afterwards, nodes and labels. */
export const placeLabels = (
  labels: ReadonlyArray<Label>,
  size: { readonly width: number }
): { readonly places: ReadonlyMap<string, Point>; readonly written: Array<Box> } => {
  const written = labels.map(({ place, radius }) => boxAround(place, 2 * radius, 2 * radius))
  const places = new Map<string, Point>()
  const words: Array<Box> = []
  for (const label of labels) {
    const all = placesFor(label)
    const boxAt = (one: Point) => boxAround(one, label.width, lineHeight)
    const free = (taken: ReadonlyArray<Box>): Point | undefined =>
      all.find((one) => {
        const box = boxAt(one)
        return box.left >= 0 && box.right <= size.width && !taken.some((other) => overlap(other, box))
      })
    const found = free(written) ?? (label.need === "room" ? undefined : free(words))
    const place = found ?? (label.need === "always" ? all[0] : undefined)
    if (place === undefined) continue
    places.set(label.id, place)
    words.push(boxAt(place))
    written.push(boxAt(place))
  }
  return { places, written }
}
