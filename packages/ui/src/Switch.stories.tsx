import type { Meta, StoryObj } from "@storybook/react-vite"
import { useState } from "react"
import { Switch, type SwitchProps } from "./Switch.tsx"

const meta = { component: Switch } satisfies Meta<typeof Switch>
export default meta
type Story = StoryObj<typeof meta>

const Toggling = (args: SwitchProps) => {
  const [checked, setChecked] = useState(args.checked)
  return <Switch {...args} checked={checked} onChange={setChecked} />
}
export const Off: Story = { args: { label: "List mode", checked: false, onChange: () => undefined }, render: Toggling }
export const On: Story = { args: { label: "List mode", checked: true, onChange: () => undefined }, render: Toggling }
