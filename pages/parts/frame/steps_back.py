"""One step back for one place: what a screen adds to its own address does not count as a place of its own.

A screen opened as `sector?wave=2026H1` writes what it shows beside it, a choice at a time; the browser's history would
keep each as a place, and the way back would take a press for each. What only adds to the address takes its place; so
does a screen that follows, with the same choices, on an address that was written a moment ago: a link writes its
choices first and its screen after them. Another choice, or another screen, is a new place.
"""

SCRIPT = """(() => {
  if (window.placesOfOneAddress) return;
  window.placesOfOneAddress = true;
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  const moment = 3000;  // ms in which the server answers a click
  let chosen = -moment;
  history.pushState = (state, title, to) => {
    const now = new URL(location.href), next = new URL(to ?? now, now), here = next.pathname === now.pathname;
    const kept = [...now.searchParams].every(([name, value]) => next.searchParams.get(name) === value);
    const soon = performance.now() - chosen < moment;
    if (here && !kept) chosen = performance.now();
    if (!here) chosen = -moment;
    return (kept && (here || soon) ? replace : push)(state, title, to);
  };
})();"""
