import type { Meta, StoryObj } from "@storybook/react-vite"
import { Skeleton } from "./Skeleton.tsx"

const meta = { component: Skeleton } satisfies Meta<typeof Skeleton>
export default meta
type Story = StoryObj<typeof meta>

export const Title: Story = { args: { className: "h-5 w-60" } }
export const Line: Story = { args: { className: "h-3 w-full" } }
