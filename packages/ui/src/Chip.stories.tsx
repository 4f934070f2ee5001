import type { Meta, StoryObj } from "@storybook/react-vite"
import { TriangleAlert } from "lucide-react"
import { Chip } from "./Chip.tsx"

const meta = { component: Chip } satisfies Meta<typeof Chip>
export default meta
type Story = StoryObj<typeof meta>

export const Plain: Story = { args: { children: "3 rows" } }
export const Info: Story = { args: { tone: "info", children: "6 overdue" } }
export const Ok: Story = { args: { tone: "ok", children: "Ties out to the cent" } }
export const Warn: Story = { args: { tone: "warn", children: "Payroll at risk" } }
export const Alert: Story = { args: { tone: "alert", children: "Needs reconnect" } }
export const LargeWithIcon: Story = {
  args: { tone: "warn", size: "large", icon: <TriangleAlert />, children: "Payroll Oct 3 at risk" }
}
