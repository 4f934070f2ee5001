import type { Meta, StoryObj } from "@storybook/react-vite"
import { Progress } from "./Progress.tsx"

const meta = { component: Progress } satisfies Meta<typeof Progress>
export default meta
type Story = StoryObj<typeof meta>

export const Half: Story = { args: { label: "First sync", done: 775, total: 1500 } }
export const UnknownTotal: Story = { args: { label: "Sync", done: 12, total: null } }
