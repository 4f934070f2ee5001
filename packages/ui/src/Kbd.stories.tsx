import type { Meta, StoryObj } from "@storybook/react-vite"
import { Kbd } from "./Kbd.tsx"

const meta = { component: Kbd } satisfies Meta<typeof Kbd>
export default meta
type Story = StoryObj<typeof meta>

export const Key: Story = { args: { children: "w" } }
