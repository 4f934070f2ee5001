import type { Meta, StoryObj } from "@storybook/react-vite"
import { expect, fireEvent, fn, userEvent, waitFor, within } from "storybook/test"
import { GraphCanvas } from "./GraphCanvas.tsx"
import type { GraphEdge, GraphNode } from "./graph-layout.ts"

const nodes: ReadonlyArray<GraphNode> = [
  { id: "h", label: "Thompson household", shape: "hub", description: "Thompson household, household" },
  { id: "j", label: "John Thompson", shape: "disc", description: "John Thompson, client" },
  { id: "s", label: "Sarah Thompson", shape: "disc", description: "Sarah Thompson, client" },
  {
    id: "a",
    label: "Schwab Traditional IRA \u00b7\u00b7\u00b74521",
    shape: "square",
    description: "Schwab Traditional IRA ending 4521, account"
  },
  { id: "r", label: "Retirement, Jun 30", shape: "diamond", description: "Retirement, Jun 30, life event" },
  { id: "w", label: "Send RMD worksheet", shape: "ring", description: "Send RMD worksheet, action item" }
]
const edge = (from: string, label: string, to: string): GraphEdge => ({
  id: `${from}-${to}`,
  from,
  to,
  label,
  description: `${from} ${label} ${to}`
})
const edges = [
  edge("j", "belongsToHousehold", "h"),
  edge("s", "belongsToHousehold", "h"),
  edge("j", "ownsAccount", "a"),
  edge("j", "experiencedEvent", "r"),
  edge("j", "hasActionItem", "w")
]

const meta = {
  component: GraphCanvas,
  args: {
    label: "Household graph",
    summary: "6 nodes and 5 relations.",
    nodes,
    edges,
    selected: undefined,
    edgeLabels: true,
    onSelect: fn(),
    words: { zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Fit", points: "Nodes and relations" }
  },
  decorators: [(Story) => <div style={{ height: 480 }}>{Story()}</div>]
} satisfies Meta<typeof GraphCanvas>
export default meta
type Story = StoryObj<typeof meta>

export const Graph: Story = {}
export const SelectedRelation: Story = { args: { selected: "j-a" } }
export const Found: Story = { args: { lit: new Set(["j", "a", "j-a"]), edgeLabels: false } }
export const Empty: Story = { args: { nodes: [], edges: [], summary: "Nothing is known yet." } }

/** The same by keyboard: the arrows walk node by node, Enter selects. */
export const ByKeyboard: Story = {
  play: async ({ args, canvasElement }) => {
    const list = within(within(canvasElement).getByRole("list", { name: "Nodes and relations" }))
    list.getByRole("button", { name: /^Thompson household/ }).focus()
    await userEvent.keyboard("{ArrowRight}{Enter}")
    await expect(args.onSelect).toHaveBeenCalledWith("j")
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{Enter}")
    await expect(args.onSelect).toHaveBeenLastCalledWith("j-w")
  }
}

/** A click on the canvas selects what is drawn there: the only node stands in the middle. */
export const ByPointer: Story = {
  args: { nodes: nodes.slice(0, 1), edges: [] },
  play: async ({ args, canvasElement }) => {
    const canvas = canvasElement.querySelector("canvas")
    if (canvas === null) throw new Error("nothing is drawn")
    await waitFor(() => expect(canvas.height).toBe(Math.round(canvas.clientHeight * devicePixelRatio)))
    const { height, left, top, width } = canvas.getBoundingClientRect()
    await fireEvent.click(canvas, { clientX: left + width / 2, clientY: top + height / 2 })
    await expect(args.onSelect).toHaveBeenCalledWith("h")
  }
}
