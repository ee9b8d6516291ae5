const textField = 'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"]'

/** Whether keys pressed there are text: letters that are commands elsewhere must be left to it. */
export function isTyping(target: EventTarget | null): boolean {
  return (target as Element | null)?.matches?.(textField) ?? false
}
