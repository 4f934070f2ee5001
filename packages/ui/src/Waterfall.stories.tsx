import type { Meta, StoryObj } from "@storybook/react-vite"
import { Waterfall, type WaterfallBar } from "./Waterfall.tsx"

const meta = { component: Waterfall } satisfies Meta<typeof Waterfall>
export default meta
type Story = StoryObj<typeof meta>

const end = (id: string, label: string, value: number): WaterfallBar => ({
  id,
  label,
  kind: "end",
  from: 0,
  to: value,
  text: String(value),
  name: `${label}, ${value} days`
})
const part = (id: string, label: string, from: number, to: number, text: string): WaterfallBar => ({
  id,
  label,
  kind: "part",
  from,
  to,
  text,
  name: `${label}, ${text} days`
})
const args = { title: "Runway by cause", summary: "From 20.01 days to 16.48 days.", onOpen: () => undefined }

export const Falls: Story = {
  args: {
    ...args,
    bars: [
      end("from", "Sep 12", 20.01),
      part("paid", "Paid", 20.01, 7.4, "\u221212.61"),
      part("slipped", "Slipped", 7.4, 4.68, "\u22122.72"),
      part("new", "New", 4.68, 16.48, "+11.80"),
      part("rule", "Rules", 16.48, 16.48, "0.00"),
      end("to", "Sep 19", 16.48)
    ]
  }
}
export const BelowZero: Story = {
  args: { ...args, bars: [end("from", "Sep 12", 300), part("paid", "Paid", 300, -80, "\u2212380.00"), end("to", "Sep 19", -80)] }
}
export const NothingChanged: Story = { args: { ...args, bars: [end("from", "Sep 12", 0), end("to", "Sep 19", 0)] } }
