// The keyboard of the back office: / search, j and k move through the rows, Enter opens, ? shows the keys.

const ROW = "[data-row]"
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null

export function listen(page) {
  const help = page.getElementById("keys")
  const search = page.getElementById("desk-search")
  for (const button of page.querySelectorAll("[data-shows-keys]")) {
    button.hidden = false
    button.addEventListener("click", () => help.showModal())
  }
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Escape" && event.target === search) return search.blur()
    if (typing(event.target) || help?.open) return
    const act = {
      "/": () => search?.focus(),
      "?": () => help?.showModal(),
      j: () => move(page, 1),
      k: () => move(page, -1),
    }[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
}

// Focus goes to the link of the row, so that Enter opens it without a handler of ours.
function move(page, step) {
  const links = [...page.querySelectorAll(ROW)].map((row) => row.querySelector("a")).filter(Boolean)
  if (links.length === 0) return
  const current = page.activeElement.closest(ROW)
  const at = links.findIndex((link) => link.closest(ROW) === current)
  const next = at === -1 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)
  links[next].focus()
  links[next].scrollIntoView({ block: "nearest" })
}
