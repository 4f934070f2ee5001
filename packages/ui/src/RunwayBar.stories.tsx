import type { Meta, StoryObj } from "@storybook/react-vite"
import { expect, within } from "storybook/test"
import { RunwayBar } from "./RunwayBar.tsx"

const meta = { component: RunwayBar } satisfies Meta<typeof RunwayBar>
export default meta
type Story = StoryObj<typeof meta>

const label = "Runway of Northlight Marketing"
const ticks = { zero: "0", low: "5 weeks", high: "50 weeks" }

/** The axis is 0 to 50 weeks whatever is on it; the name holds the exact days where the bar is cut. */
const measures =
  (now: number, percent: number): NonNullable<Story["play"]> =>
  async ({ args, canvasElement }) => {
    const meter = within(canvasElement).getByRole("meter", { name: label })
    await expect(meter).toHaveAttribute("aria-valuemin", "0")
    await expect(meter).toHaveAttribute("aria-valuemax", "350")
    await expect(meter).toHaveAttribute("aria-valuenow", String(now))
    await expect(meter).toHaveAttribute("aria-valuetext", args.valueText)
    await expect(Number.parseFloat(meter.querySelector<HTMLElement>("[data-bar-fill]")?.style.width ?? "")).toBeCloseTo(
      percent,
      3
    )
    await expect(within(canvasElement).getByText("5 weeks").style.left).toBe("10%")
    await expect(within(canvasElement).getByText("50 weeks")).toBeVisible()
  }

/** Without a number there is nothing to measure: a picture with its sentence. */
const says: NonNullable<Story["play"]> = async ({ args, canvasElement }) => {
  await expect(within(canvasElement).getByRole("img")).toHaveAttribute("aria-label", `${args.label}: ${args.valueText}`)
  await expect(within(canvasElement).queryByRole("meter")).toBeNull()
}

export const ZeroWeeks: Story = {
  name: "P1-2.4 P1-2.5 0 weeks",
  args: {
    size: "full",
    state: "covered",
    band: "red",
    days: 0,
    label,
    valueText: "Covered through Oct 1 \u00B7 0 days, Critical",
    ticks
  },
  play: measures(0, 0)
}
export const LessThanFiveWeeks: Story = {
  name: "P1-2.4 P1-2.5 4.2 weeks",
  args: {
    size: "full",
    state: "covered",
    band: "yellow",
    days: 30,
    label,
    valueText: "Covered through Oct 31 \u00B7 30 days, Yellow",
    ticks
  },
  play: measures(30, (30 / 350) * 100)
}
export const FiveWeeks: Story = {
  name: "P1-2.4 P1-2.5 5 weeks",
  args: {
    size: "full",
    state: "covered",
    band: "yellow",
    days: 35,
    label,
    valueText: "Covered through Nov 5 \u00B7 35 days, Yellow",
    ticks
  },
  play: measures(35, 10)
}
export const FiftyWeeks: Story = {
  name: "P1-2.4 P1-2.5 50 weeks",
  args: {
    size: "full",
    state: "covered",
    band: "green",
    days: 350,
    label,
    valueText: "Covered through Sep 16, 2026 \u00B7 350 days, Green",
    ticks
  },
  play: measures(350, 100)
}
export const MoreThanFiftyWeeks: Story = {
  name: "P1-2.4 P1-2.5 57 weeks",
  args: {
    size: "full",
    state: "covered",
    band: "green",
    days: 399,
    label,
    valueText: "Covered through Nov 4, 2026 \u00B7 399 days, Green",
    ticks
  },
  play: measures(350, 100)
}

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
  name: "P1-2.4 P1-2.5 unknown",
  args: {
    size: "full",
    state: "unknown",
    band: "neutral",
    days: null,
    label,
    valueText: "Runway not available: no bank balance synced yet, Unknown",
    ticks
  },
  play: says
}
export const FullNotBurning: Story = {
  name: "P1-2.4 P1-2.5 not burning",
  args: {
    size: "full",
    state: "not_burning",
    band: "neutral",
    days: null,
    label,
    valueText: "No cash outflow recorded in the last 90 days, Not burning",
    ticks
  },
  play: says
}
export const MiniRed: Story = { args: { state: "covered", band: "red", days: 1, label, valueText: "1 day, red" } }
export const MiniGreen: Story = { args: { state: "covered", band: "green", days: 118, label, valueText: "118 days, green" } }
export const MiniOverdrawn: Story = {
  args: { state: "overdrawn", band: "red", days: 0, label, valueText: "Cash balance is below zero, red" }
}
export const MiniUnknown: Story = {
  args: { state: "unknown", band: "neutral", days: null, label, valueText: "Runway not available" }
}
