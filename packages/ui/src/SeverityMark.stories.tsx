import type { Meta, StoryObj } from "@storybook/react-vite"
import { SeverityMark } from "./SeverityMark.tsx"

const meta = { component: SeverityMark } satisfies Meta<typeof SeverityMark>
export default meta
type Story = StoryObj<typeof meta>

export const Critical: Story = { args: { severity: "critical", label: "Critical" } }
export const High: Story = { args: { severity: "high", label: "High" } }
export const Medium: Story = { args: { severity: "medium", label: "Medium" } }
export const Low: Story = { args: { severity: "low", label: "Low" } }
