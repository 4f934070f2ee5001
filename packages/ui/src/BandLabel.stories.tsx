import type { Meta, StoryObj } from "@storybook/react-vite"
import { BandLabel } from "./BandLabel.tsx"

const meta = { component: BandLabel } satisfies Meta<typeof BandLabel>
export default meta
type Story = StoryObj<typeof meta>

export const Red: Story = { args: { band: "red", word: "Red" } }
export const Yellow: Story = { args: { band: "yellow", word: "Yellow" } }
export const Green: Story = { args: { band: "green", word: "Green" } }
export const Neutral: Story = { args: { band: "neutral", word: "Unknown" } }
