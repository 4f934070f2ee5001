import type { Preview } from "@storybook/react-vite"
import "./preview.css"

const preview: Preview = {
  globalTypes: {
    theme: {
      description: "Theme",
      defaultValue: "light",
      toolbar: { icon: "contrast", items: ["light", "dark"], dynamicTitle: true }
    }
  },
  decorators: [
    (story, context) => {
      document.documentElement.dataset["theme"] = context.globals["theme"] === "dark" ? "dark" : "light"
      return story()
    }
  ],
  parameters: {
    // A violation fails the story's test.
    a11y: { test: "error", options: { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } },
    layout: "padded"
  }
}

export default preview
