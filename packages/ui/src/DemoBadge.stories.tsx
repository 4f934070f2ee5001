import type { Meta, StoryObj } from "@storybook/react-vite"
import { DemoBadge } from "./DemoBadge.tsx"

const meta = { component: DemoBadge } satisfies Meta<typeof DemoBadge>
export default meta
type Story = StoryObj<typeof meta>

export const Default: Story = { args: { label: "Demo data", title: "Every client and figure here is made up" } }
