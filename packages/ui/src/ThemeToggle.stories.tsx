import type { Meta, StoryObj } from "@storybook/react-vite"
import { ThemeToggle } from "./ThemeToggle.tsx"

const meta = { component: ThemeToggle } satisfies Meta<typeof ThemeToggle>
export default meta
type Story = StoryObj<typeof meta>

export const Default: Story = { args: { toDark: "Dark theme", toLight: "Light theme" } }
