/** Hands bytes to the person as a download. The link is never in the page's flow, so nothing moves. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken its own reference when the click's task is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
