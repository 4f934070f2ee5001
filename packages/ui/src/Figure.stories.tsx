import type { Meta, StoryObj } from "@storybook/react-vite"
import { Figure } from "./Figure.tsx"

const meta = { component: Figure } satisfies Meta<typeof Figure>
export default meta
type Story = StoryObj<typeof meta>

export const Opens: Story = { args: { value: "$23,060.75", label: "Cash, $23,060.75. Why?", onOpen: () => undefined } }
export const Plain: Story = { args: { value: "\u2212900.00" } }
