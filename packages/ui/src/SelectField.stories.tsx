import type { Meta, StoryObj } from "@storybook/react-vite"
import { SelectField } from "./SelectField.tsx"

const meta = { component: SelectField } satisfies Meta<typeof SelectField>
export default meta
type Story = StoryObj<typeof meta>

const options = (
  <>
    <option value="monday">Monday</option>
    <option value="friday">Friday</option>
  </>
)
export const Plain: Story = { args: { label: "Digest day", children: options } }
export const WithHint: Story = { args: { label: "Digest day", hint: "In the client's time zone", children: options } }
export const WithError: Story = { args: { label: "Digest day", error: "Choose a day", children: options } }
export const LabelHidden: Story = { args: { label: "Digest day", labelHidden: true, children: options } }
