import type { Meta, StoryObj } from "@storybook/react-vite"
import { RunwayBar } from "./RunwayBar.tsx"

const meta = { component: RunwayBar } satisfies Meta<typeof RunwayBar>
export default meta
type Story = StoryObj<typeof meta>

const label = "Runway of Northlight Marketing"
const ticks = { zero: "0", low: "5 weeks", high: "50 weeks" }

export const FullRed: Story = {
  args: {
    size: "full",
    state: "covered",
    band: "red",
    days: 14,
    label,
    valueText: "14 days, covered through Oct 6, red. Payroll Oct 3 at risk.",
    payroll: { label: "Payroll Oct 3", inDays: 11 },
    ticks
  }
}
export const FullYellow: Story = {
  args: {
    size: "full",
    state: "covered",
    band: "yellow",
    days: 38,
    label,
    valueText: "38 days, covered through Oct 30, yellow",
    ticks
  }
}
export const FullGreen: Story = {
  args: {
    size: "full",
    state: "covered",
    band: "green",
    days: 212,
    label,
    valueText: "212 days, covered through Apr 22, green",
    ticks
  }
}
export const FullBeyondTheScale: Story = {
  args: { size: "full", state: "covered", band: "green", days: 400, label, valueText: "400 days, green", ticks }
}
export const FullOverdrawn: Story = {
  args: {
    size: "full",
    state: "overdrawn",
    band: "red",
    days: 0,
    label,
    valueText: "Cash balance is below zero as of Oct 1, red",
    ticks
  }
}
export const FullUnknown: Story = {
  args: { size: "full", state: "unknown", band: "neutral", days: null, label, valueText: "Runway not available", ticks }
}
export const FullNotBurning: Story = {
  args: {
    size: "full",
    state: "not_burning",
    band: "neutral",
    days: null,
    label,
    valueText: "No cash outflow recorded in the last 90 days",
    ticks
  }
}
export const MiniRed: Story = { args: { state: "covered", band: "red", days: 1, label, valueText: "1 day, red" } }
export const MiniGreen: Story = { args: { state: "covered", band: "green", days: 118, label, valueText: "118 days, green" } }
export const MiniOverdrawn: Story = {
  args: { state: "overdrawn", band: "red", days: 0, label, valueText: "Cash balance is below zero, red" }
}
export const MiniUnknown: Story = {
  args: { state: "unknown", band: "neutral", days: null, label, valueText: "Runway not available" }
}
