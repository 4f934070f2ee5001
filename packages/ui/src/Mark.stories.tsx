import type { Meta, StoryObj } from "@storybook/react-vite"
import { Check, TriangleAlert } from "lucide-react"
import { Mark } from "./Mark.tsx"

const meta = { component: Mark } satisfies Meta<typeof Mark>
export default meta
type Story = StoryObj<typeof meta>

export const Ok: Story = { args: { tone: "ok", icon: <Check />, children: "Connected" } }
export const Bad: Story = { args: { tone: "bad", icon: <TriangleAlert />, children: "Needs reconnect" } }
