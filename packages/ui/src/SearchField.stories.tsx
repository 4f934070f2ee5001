import type { Meta, StoryObj } from "@storybook/react-vite"
import { SearchField } from "./SearchField.tsx"

const meta = { component: SearchField } satisfies Meta<typeof SearchField>
export default meta
type Story = StoryObj<typeof meta>

export const Default: Story = { args: { label: "Search clients by name", placeholder: "Search clients", shortcut: "/" } }
