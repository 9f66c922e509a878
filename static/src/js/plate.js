// Registration marks read best in capitals: the letters change as they are typed, the caret stays.
export function capitalise(root) {
  for (const input of root.querySelectorAll("input.plate-input")) {
    input.addEventListener("input", () => {
      const { selectionStart, selectionEnd } = input
      input.value = input.value.toUpperCase()
      input.setSelectionRange(selectionStart, selectionEnd)
    })
  }
}
