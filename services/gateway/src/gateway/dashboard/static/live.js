// Keeps the page of a job up to date. What it shows comes from the server; this only decides when to listen and when to ask.

// A browser opens six connections to a server, all tabs together, so only a page that is looked at has a stream.
const SILENT_MS = 5000
const AGAIN_MS = 2000
const CUT_MS = 2500

const live = () => document.getElementById("job-live")
const isMine = event => event.target?.id === "job-live"
let source
let failures = 0
let silence
let cut

const isLeadingOn = () => document.getElementById("open-result")
const resume = () => { if (!document.hidden && !isLeadingOn()) htmx.trigger(live(), "resume") }
const stop = () => {
  clearTimeout(silence)
  source?.close()
  // Without its address the extension does not come back by itself: it would ask for what the page has seen already.
  live()?.removeAttribute("sse-connect")
}
const fail = () => {
  stop()
  failures += 1
  setTimeout(resume, failures > 1 ? AGAIN_MS : 0)
}
const isBack = () => {
  clearTimeout(cut)
  cut = undefined
  for (const toast of document.querySelectorAll(".toast.passing")) toast.remove()
}

htmx.createEventSource = url => {
  source = new EventSource(url, {withCredentials: true})
  // The first event comes at once; what keeps it back keeps back all others.
  silence = setTimeout(fail, SILENT_MS)
  return source
}

// Whoever reads what was written is not taken away from it, all others are led to the result.
const lead = () => {
  const link = isLeadingOn()
  if (!link) return
  if (window.scrollY === 0) return location.assign(link.href)
  const toast = document.getElementById("toast-done").content.cloneNode(true)
  toast.querySelector("a").href = link.href
  document.getElementById("toasts").replaceChildren(toast)
}

document.addEventListener("htmx:sseMessage", () => {
  clearTimeout(silence)
  failures = 0
  isBack()
})
document.addEventListener("htmx:sseClose", event => { if (event.detail.type === "message") lead() })
document.addEventListener("htmx:sseError", () => {
  if (source.readyState === EventSource.CLOSED) return fail()
  // The browser comes back by itself and says what it has seen.
  clearTimeout(silence)
  cut ??= setTimeout(() => htmx.trigger(document.body, "htmx:sendError"), CUT_MS)
})

document.addEventListener("htmx:configRequest", event => {
  if (isMine(event) && failures > 1) event.detail.parameters.set("stream", "no")
})
document.addEventListener("htmx:afterRequest", event => {
  if (!isMine(event)) return
  if (event.detail.successful) lead()
  // Nothing took the place of what asked, so nobody would ask again.
  if (event.detail.elt.isConnected) setTimeout(resume, AGAIN_MS)
})
// The page lacks what is to be changed, so it begins anew.
document.addEventListener("htmx:oobErrorNoTarget", () => {
  document.getElementById("job-seen").value = 0
  fail()
})
document.addEventListener("visibilitychange", () => document.hidden ? stop() : resume())
