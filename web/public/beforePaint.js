// Runs before the first paint, so that a dark page never flashes white. A file of its own because the
// content security policy allows no inline script.
;(function () {
  var saved = {}
  try {
    saved = JSON.parse(localStorage.getItem('skrin.preferences') || '{}')
  } catch {
    // Storage can be blocked or hold something else: the defaults are right then.
  }
  var root = document.documentElement
  var dark = saved.theme
    ? saved.theme === 'dark' || (saved.theme === 'system' && prefersDark())
    : prefersDark()
  root.dataset.theme = dark ? 'dark' : 'light'
  if (saved.density === 'compact') root.dataset.density = 'compact'
  // Whoever has been here before most likely goes on to a page with the frame of places around it.
  if (isMemberPlace()) root.dataset.frame = 'places'
  if (/^(en|nb|sv)$/.test(saved.language)) root.lang = saved.language

  function isMemberPlace() {
    try {
      return (
        localStorage.getItem('skrin.shape') !== null &&
        !/^\/(sign-in|set-up|join)\b/.test(location.pathname)
      )
    } catch {
      return false
    }
  }
  function prefersDark() {
    return matchMedia('(prefers-color-scheme: dark)').matches
  }
})()
