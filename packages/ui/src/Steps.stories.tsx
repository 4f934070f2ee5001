import type { Meta, StoryObj } from "@storybook/react-vite"
import { Steps } from "./Steps.tsx"

const meta = { component: Steps } satisfies Meta<typeof Steps>
export default meta
type Story = StoryObj<typeof meta>

const args = { label: "Steps", steps: ["Client", "Connect", "First sync", "Cash accounts", "Digest"], doneLabel: "done" }
export const First: Story = { args: { ...args, current: 0 } }
export const Third: Story = { args: { ...args, current: 2 } }
export const AllDone: Story = { args: { ...args, current: 5 } }
