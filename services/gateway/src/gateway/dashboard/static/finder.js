// The finder (Ctrl+K, ⌘K) and the shortcuts of single keys. What is listed comes from the server as one types.

const finder = document.getElementById("finder")
const shortcuts = document.getElementById("shortcuts")
const input = document.getElementById("finder-input")
const button = document.getElementById("finder-button")
const note = document.getElementById("finder-note")
const singleKeys = document.getElementById("single-keys")
const KEYS_OFF = "convex-keys-off"
const SEQUENCE_MS = 1200
const PAUSE_MS = 120
let pause
// Enter that was pressed before the list fits what was typed waits for it.
let isWaiting = false

const options = () => [...finder.querySelectorAll("[role=option]:not([aria-disabled])")]
const isCurrent = () => document.getElementById("finder-options").dataset.part === input.value.trim()

function choose(option) {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option))
  if (!option) return input.removeAttribute("aria-activedescendant")
  input.setAttribute("aria-activedescendant", option.id)
  option.scrollIntoView({ block: "nearest" })
}

function move(step) {
  const all = options()
  if (!all.length) return
  const now = all.findIndex(each => each.getAttribute("aria-selected") === "true")
  choose(all[(now + step + all.length) % all.length])
}

function open(dialog) {
  for (const other of [finder, shortcuts]) if (other !== dialog) other.close()
  if (!dialog.open) dialog.showModal()
}

function look() {
  const path = `${input.dataset.path}?${new URLSearchParams({ q: input.value.trim() })}`
  // What fails is heard of by its event.
  htmx.ajax("GET", path, { source: input, target: "#finder-options", swap: "outerHTML" })?.catch(() => {})
}

function openFinder() {
  open(finder)
  input.select()
  look()
}

function go() {
  isWaiting = !isCurrent()
  if (!isWaiting) options().find(each => each.getAttribute("aria-selected") === "true")?.click()
}

input.addEventListener("keydown", event => {
  if (event.isComposing) return
  if (event.key === "ArrowDown") move(1)
  else if (event.key === "ArrowUp") move(-1)
  else if (event.key === "Enter") go()
  else return
  event.preventDefault()
})
input.addEventListener("input", () => {
  isWaiting = false
  clearTimeout(pause)
  pause = setTimeout(look, PAUSE_MS)
})
finder.addEventListener("htmx:afterSwap", () => {
  const list = document.getElementById("finder-options")
  note.hidden = true
  document.getElementById("finder-told").textContent = list.dataset.told
  choose(options()[0])
  if (isWaiting) go()
})
for (const failed of ["htmx:sendError", "htmx:responseError"]) {
  finder.addEventListener(failed, () => { note.hidden = false; isWaiting = false })
}
finder.addEventListener("pointermove", event => {
  const option = event.target.closest("[role=option]")
  if (option && option.getAttribute("aria-selected") !== "true") choose(option)
})
finder.addEventListener("click", event => {
  const option = event.target.closest("[role=option]")
  if (!option) return
  if (option.dataset.opens) {
    event.preventDefault()
    open(document.getElementById(option.dataset.opens))
  } else if (option.dataset.setTheme) finder.close()
})

for (const dialog of [finder, shortcuts]) {
  dialog.addEventListener("click", event => {
    // The dialog itself is hit beside its content only, where its backdrop is.
    if (event.target === dialog || event.target.closest("[data-closes]")) dialog.close()
  })
}

button.setAttribute("role", "button")
button.setAttribute("aria-haspopup", "dialog")
const hint = button.querySelector("kbd")
hint.hidden = false
if (/mac|iphone|ipad/i.test(navigator.platform)) hint.textContent = "⌘K"
button.addEventListener("click", event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  openFinder()
})
button.addEventListener("keydown", event => {
  if (event.key !== " ") return
  event.preventDefault()
  openFinder()
})

// Whoever speaks to their computer types letters by accident, so they can be switched off.
singleKeys.checked = localStorage.getItem(KEYS_OFF) === null
singleKeys.addEventListener("change", () => {
  if (singleKeys.checked) localStorage.removeItem(KEYS_OFF)
  else localStorage.setItem(KEYS_OFF, "1")
})

const places = new Map([...shortcuts.querySelectorAll("[data-keys]")].map(link => [link.dataset.keys, link.href]))
let begun = { keys: "", at: 0 }

function isTyping(target) {
  return target.isContentEditable || target.closest("input, textarea, select, dialog") !== null
}

document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault()
    if (finder.open) finder.close()
    else openFinder()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (!singleKeys.checked || isTyping(event.target) || event.key.length !== 1) return
  if (event.key === "?") return open(shortcuts)
  const keys = (event.timeStamp - begun.at < SEQUENCE_MS ? begun.keys : "") + event.key
  const place = places.get(keys)
  begun = place || event.key !== "g" ? { keys: "", at: 0 } : { keys: "g", at: event.timeStamp }
  if (place) location.assign(place)
})
