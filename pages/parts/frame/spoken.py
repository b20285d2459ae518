"""Names that only assistive technology reads, where Streamlit has an English one or none and no option for it.

The words are those that page.configure writes as properties of the style (`--say-file`): a change of language changes
them here too. Tables that scroll are landmarks, so each has a name of its own: they are numbered.
"""

SCRIPT = """(() => {
  if (window.namesAreSpoken) return;
  window.namesAreSpoken = true;
  const said = key => {
    const text = getComputedStyle(document.documentElement).getPropertyValue('--say-' + key).trim();
    return text ? JSON.parse(text) : '';
  };
  const name = (selector, key, numbered) => document.querySelectorAll(selector).forEach((found, place) => {
    const text = said(key), told = numbered ? text + ' ' + (place + 1) : text;
    if (text && found.getAttribute('aria-label') !== told) found.setAttribute('aria-label', told);
  });
  let waits = false;
  const all = () => {
    waits = false;
    name("[data-testid='stFileUploaderDropzone'] button", 'file', false);
    name("[data-testid='stSkipToContent']", 'skip', false);
    name("[data-testid='stTable'] [role='region']", 'table', true);
  };
  const soon = () => { if (!waits) { waits = true; setTimeout(all, 100); } };
  new MutationObserver(soon).observe(document.documentElement, {childList: true, subtree: true});
  soon();
})();"""
