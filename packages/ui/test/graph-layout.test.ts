import { fittingView, type GraphEdge, type GraphNode, graphLayout, hitOf } from "@beep/ui/graph-layout"
import { assert, describe, it } from "vitest"

const node = (id: string): GraphNode => ({ id, label: id, shape: "disc", description: id })
const edge = (from: string, to: string): GraphEdge => ({ id: `${from}-${to}`, from, to, label: "knows", description: "" })
const nodes = Array.from({ length: 40 }, (_, at) => node(`n${at}`))
const edges = nodes.slice(1).map(({ id }, at) => edge(`n${Math.floor(at / 3)}`, id))

describe("where the nodes of a graph stand", () => {
  it("is the same every time, and no two of them stand on each other", () => {
    const places = graphLayout(nodes, edges, 1.5)
    assert.deepStrictEqual([...graphLayout(nodes, edges, 1.5)], [...places])
    const all = [...places.values()]
    all.forEach((a, at) => all.slice(at + 1).forEach((b) => assert.isAbove(Math.hypot(a.x - b.x, a.y - b.y), 30)))
  })
  it("leaves out an edge to a node that is not there", () => {
    const places = graphLayout([node("a")], [edge("a", "missing"), edge("a", "a")], 1)
    assert.deepStrictEqual([...places.keys()], ["a"])
  })
  it("has the shape of its frame, within reason", () => {
    const shapeOf = (aspect: number) => {
      const all = [...graphLayout(nodes, edges, aspect).values()]
      const span = (of: (point: { readonly x: number; readonly y: number }) => number) =>
        Math.max(...all.map(of)) - Math.min(...all.map(of))
      return span(({ x }) => x) / span(({ y }) => y)
    }
    assert.closeTo(shapeOf(0.8), 0.8, 0.01)
    assert.closeTo(shapeOf(9), 2.2, 0.01)
  })
  it("is all seen in the fitting view, never larger than life", () => {
    const places = graphLayout(nodes, edges, 1.5)
    const view = fittingView(places.values(), 600, 400)
    for (const { x, y } of places.values()) {
      assert.isTrue(x * view.scale + view.x >= 0 && x * view.scale + view.x <= 600)
      assert.isTrue(y * view.scale + view.y >= 0 && y * view.scale + view.y <= 400)
    }
    assert.strictEqual(fittingView([{ x: 0, y: 0 }], 600, 400).scale, 1)
    assert.deepStrictEqual(fittingView([], 600, 400), { scale: 1, x: 300, y: 200 })
  })
})

describe("what lies under the pointer", () => {
  const places = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 100, y: 0 }]
  ])
  const two = [node("a"), node("b")]
  const between = [edge("a", "b")]
  it.each([
    { point: { x: 3, y: 4 }, scale: 1, hit: "a" },
    { point: { x: 50, y: 6 }, scale: 1, hit: "a-b" },
    { point: { x: 50, y: 12 }, scale: 1, hit: undefined },
    { point: { x: 50, y: 12 }, scale: 0.5, hit: "a-b" },
    { point: { x: 130, y: 0 }, scale: 1, hit: undefined }
  ])("at $point with scale $scale is $hit", ({ hit, point, scale }) => {
    assert.strictEqual(hitOf(point, scale, two, between, places), hit)
  })
})
