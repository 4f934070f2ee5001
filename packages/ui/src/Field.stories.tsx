import type { Meta, StoryObj } from "@storybook/react-vite"
import { Field } from "./Field.tsx"

const meta = { component: Field } satisfies Meta<typeof Field>
export default meta
type Story = StoryObj<typeof meta>

export const Empty: Story = { args: { label: "Email", type: "email" } }
export const WithHint: Story = { args: { label: "Email", type: "email", hint: "The address you were invited with" } }
export const WithError: Story = { args: { label: "Email", type: "email", defaultValue: "dana", error: "Enter an email address" } }
