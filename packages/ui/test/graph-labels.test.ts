import { assert, describe, it } from "vitest"
import { boxAround, type Label, lineHeight, overlap, placeLabels } from "../src/graph-labels.ts"

const size = { width: 800 }
const label = (id: string, x: number, y: number, need: Label["need"] = "room", width = 80): Label => ({
  id,
  text: id,
  place: { x, y },
  radius: 9,
  width,
  need
})

/** Neighbours so close around a node that every place of its label meets one. */
const crowd = Array.from({ length: 24 }, (_, index) => {
  const turn = (index / 24) * 2 * Math.PI
  const far = index % 2 === 0 ? 26 : 48
  return label(`ring ${index}`, 400 + far * Math.cos(turn), 300 + far * Math.sin(turn), "room", 700)
})

describe("labels of a graph", () => {
  it("are below their node, else above, right, left", () => {
    const place = (...others: ReadonlyArray<Label>) => placeLabels([label("one", 400, 300), ...others], size).places.get("one")
    const blocked = [label("below", 400, 321), label("above", 400, 279), label("right", 455, 300), label("left", 345, 300)]
    assert.deepStrictEqual(place(), { x: 400, y: 321 })
    assert.deepStrictEqual(place(...blocked.slice(0, 1)), { x: 400, y: 279 })
    assert.deepStrictEqual(place(...blocked.slice(0, 2)), { x: 455, y: 300 })
    assert.deepStrictEqual(place(...blocked.slice(0, 3)), { x: 345, y: 300 })
  })

  it("of people are written in a crowd too, and never over another label", () => {
    const left = placeLabels([label("thing", 400, 300), ...crowd], size).places.has("thing")
    assert.isFalse(left, "the crowd leaves no room")
    const { places } = placeLabels([label("first", 400, 330, "always"), label("person", 400, 300, "people"), ...crowd], size)
    const [first, person] = [places.get("first"), places.get("person")]
    assert.isDefined(first)
    assert.isDefined(person)
    if (first === undefined || person === undefined) return
    assert.isFalse(overlap(boxAround(first, 80, lineHeight), boxAround(person, 80, lineHeight)))
  })

  it("that are marked are written where there is no room at all", () => {
    const wide = label("marked", 400, 300, "always", 900)
    assert.deepStrictEqual(placeLabels([wide], size).places.get("marked"), { x: 400, y: 321 })
    assert.isFalse(placeLabels([{ ...wide, need: "people" }], size).places.has("marked"))
  })

  it("meet neither each other nor a node of another, where they are not people and not marked", () => {
    const all = Array.from({ length: 60 }, (_, index) => label(`n${index}`, (index * 137) % 800, (index * 89) % 600))
    const { places } = placeLabels(all, size)
    const boxes = [...places].map(([id, place]) => ({ id, box: boxAround(place, 80, lineHeight) }))
    assert.isAbove(boxes.length, 10)
    for (const { box, id } of boxes) {
      assert.isFalse(boxes.some((other) => other.id !== id && overlap(other.box, box)))
      assert.isFalse(all.some(({ place, radius }) => overlap(boxAround(place, 2 * radius, 2 * radius), box)))
    }
  })
})
