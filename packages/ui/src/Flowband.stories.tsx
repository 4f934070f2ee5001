import type { Meta, StoryObj } from "@storybook/react-vite"
import { createRoot } from "react-dom/client"
import { expect, fn, userEvent, within } from "storybook/test"
import { Flowband, type FlowbandProps, type FlowPill } from "./Flowband.tsx"

const pill = (id: string, label: string, day: number | null, more: Partial<FlowPill> = {}): FlowPill => ({
  id,
  label,
  day,
  amount: "\u22122,360.00",
  direction: "out",
  severity: "high",
  when: day === null ? "No due date" : `Day ${day}`,
  about: `High, ${day === null ? "no due date" : `day ${day}`}`,
  ...more
})

const pills = [
  pill("a", "Studio Nine", null, { severity: "critical" }),
  pill("b", "Delft Tile", null, { direction: "in", amount: "+6,200.00", severity: "medium" }),
  pill("c", "12 uncategorized", null, { direction: "none", amount: "3,418.20" }),
  pill("d", "Lumen Cloud", 3, { severity: "medium" }),
  pill("e", "Rent, expected", 9),
  pill("f", "Payroll", 11, { severity: undefined, marker: true, amount: "\u221222,000.00" }),
  pill("g", "Tidewater", 14, { severity: "low" }),
  pill("h", "Fernhill INV-1062", 18, { direction: "in", amount: "+4,800.00", severity: undefined }),
  pill("i", "Payroll", 25, { severity: undefined, marker: true, amount: "\u221222,000.00" })
]

const meta = {
  component: Flowband,
  args: {
    label: "Next 4 weeks",
    summary: "9 events: 6 issues, 1 invoice, 2 payrolls.",
    days: 28,
    weeks: ["Mon Sep 22", "Sep 29", "Oct 6", "Oct 13"],
    early: "Overdue or undated",
    pills,
    asList: false,
    onOpen: fn()
  }
} satisfies Meta<typeof Flowband>
export default meta
type Story = StoryObj<typeof meta>

const shown = (canvas: HTMLElement) =>
  within(canvas)
    .getAllByRole("button")
    .map((button) => button.dataset["flowPill"])

export const FourWeeks: Story = {
  name: "P1-3.4 P1-3.5 four weeks by keyboard",
  play: async ({ args, canvasElement }) => {
    const canvas = canvasElement.querySelector("canvas")
    await expect(canvas).toHaveAttribute("aria-hidden", "true")
    await expect(shown(canvasElement).toSorted()).toEqual(pills.map(({ id }) => id).toSorted())
    within(canvasElement)
      .getByRole("button", { name: /Studio Nine/ })
      .focus()
    await userEvent.keyboard("{ArrowRight}{Enter}")
    await expect(args.onOpen).toHaveBeenCalledTimes(1)
    await userEvent.keyboard("{Escape}")
    await expect(within(canvasElement).getByRole("group", { name: "Next 4 weeks" })).toHaveFocus()
  }
}
/** The same events, in the same order, with the same action. */
export const ListMode: Story = {
  args: { asList: true },
  play: async ({ canvasElement }) => {
    await expect(shown(canvasElement)).toEqual(pills.map(({ id }) => id))
    await expect(canvasElement.querySelector("canvas")).toBeNull()
  }
}
const twelve = Array.from({ length: 12 }, (_, n) => pill(`t${n}`, `Event ${n}`, n % 5 === 0 ? null : n * 2))
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
const isDrawn = (canvas: HTMLCanvasElement | null): boolean =>
  canvas !== null &&
  canvas.width > 0 &&
  canvas.height > 0 &&
  (canvas
    .getContext("2d")
    ?.getImageData(0, 0, canvas.width, canvas.height)
    .data.some((part) => part !== 0) ??
    false)

/** From nothing to pills that can be pressed and a picture with paint on it. */
const renderTime = async (inside: HTMLElement, props: FlowbandProps): Promise<number> => {
  const place = document.createElement("div")
  inside.append(place)
  const root = createRoot(place)
  const began = await frame()
  root.render(<Flowband {...props} />)
  let now = began
  while (!isDrawn(place.querySelector("canvas")) || place.querySelectorAll("button").length < props.pills.length)
    now = await frame()
  root.unmount()
  place.remove()
  return now - began
}

export const TwelveEvents: Story = {
  name: "P1-3.4 renders twelve events in less than 300 ms",
  args: { pills: twelve, summary: "12 events." },
  play: async ({ args, canvasElement }) => {
    const times: Array<number> = []
    for (let time = 0; time < 5; time += 1) times.push(await renderTime(canvasElement, args))
    const [, , median = Number.NaN] = times.toSorted((a, b) => a - b)
    await expect(median).toBeLessThan(300)
  }
}
export const TwoWeeks: Story = { args: { days: 14, weeks: ["Mon Sep 22", "Sep 29"], pills: pills.slice(0, 6) } }
export const Full: Story = {
  args: { pills: Array.from({ length: 25 }, (_, n) => pill(`p${n}`, `Event ${n}`, n % 3 === 0 ? null : n, {})) }
}
export const Nothing: Story = { args: { pills: [], summary: "No events." } }
export const Narrow: Story = {
  args: { asList: true },
  decorators: [(Story) => <div style={{ width: 320 }}>{Story()}</div>]
}
