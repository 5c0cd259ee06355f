// Small tools for the document. Text goes in as text, never as markup.

/** @returns {HTMLElement} the element with this id. */
export const byId = id => document.getElementById(id);

/** Makes an element with a class, and with text or children in it. */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className)
    made.className = className;
  made.append(...content);
  return made;
}

/** Sets text only when it is another one: an unchanged node disturbs neither selection nor screen reader. */
export function setText(node, text) {
  if (node.textContent !== text)
    node.textContent = text;
}

/** Shows a time in relative words, with the exact one behind it. */
export function setTime(node, iso, words) {
  setText(node, words);
  if (iso) {
    node.dateTime = iso;
    node.title = iso;
  } else {
    node.removeAttribute('datetime');
    node.removeAttribute('title');
  }
}
