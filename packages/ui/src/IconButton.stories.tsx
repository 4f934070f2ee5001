import type { Meta, StoryObj } from "@storybook/react-vite"
import { X } from "lucide-react"
import { IconButton } from "./IconButton.tsx"

const meta = { component: IconButton } satisfies Meta<typeof IconButton>
export default meta
type Story = StoryObj<typeof meta>

export const Quiet: Story = { args: { label: "Close", icon: <X /> } }
export const Bordered: Story = { args: { label: "Close", icon: <X />, variant: "default", size: "normal" } }
